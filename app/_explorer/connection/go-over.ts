import type { Switched } from "../../../server/protocol/events.ts";
import { text } from "../../_i18n/text.ts";
import { restartLive } from "../live.ts";
import { usePathEditing } from "../panel/paths/path-editing.ts";
import { useExplorer } from "../store.ts";
import { leaveOtherModel } from "../tours/walk-tour.ts";
import { say } from "../walk/spoken.ts";

/**
 * The room has gone over to another model. Everything after this is of that model, so all that is of the old one goes at
 * once; the cloud, which the scene goes on showing until the new one is here, is its own matter (cloud.ts).
 */
export function goOver({ room, card, engine, epoch, z, seq }: Switched): void {
  usePathEditing.setState({ draft: null });
  const nothing = { cloud: null, hovered: null, selectedPath: null, tourPath: null };
  useExplorer.setState({ room, card, engine, ...nothing });
  restartLive(Float32Array.from(z ?? new Float32Array(card.latentDim)), { epoch, seq });
  leaveOtherModel();
  void say(text("switch.over", { title: card.title }));
}
