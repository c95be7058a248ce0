import { text } from "../../_i18n/text.ts";
import { copyText } from "../../_ui/copy-text.ts";
import { ownViewState } from "../follow/own-view.ts";
import { live } from "../live.ts";
import { isLocalOnly, loadOrigins } from "../panel/share/addresses.ts";
import { useUi } from "../panel/ui-state.ts";
import { toast, useExplorer } from "../store.ts";
import { weightsNumber, writeViewLink } from "./view-link.ts";

/**
 * A link to this room, this place and this view; null before the room is there. What the own link hides stays hidden.
 * @param origin an address by which others reach this server
 */
export function viewLink(origin: string): string | null {
  const { room, card } = useExplorer.getState();
  if (!room || !card) return null;
  const link = new URL(`/room/${room.id}`, origin);
  const hide = new URLSearchParams(location.search).get("hide");
  if (hide) link.searchParams.set("hide", hide);
  const weights = weightsNumber(card.weightsHash);
  link.searchParams.set("s", writeViewLink({ z: live.z, weights, view: ownViewState() }));
  return link.href;
}

/** Copies the link by key. Where the browser refuses, the share dialog opens, which has it too. */
export async function copyViewLink(): Promise<void> {
  const [reachable] = isLocalOnly() ? await loadOrigins(AbortSignal.timeout(2000)) : [];
  const link = viewLink(reachable ?? location.origin);
  if (link && (await copyText(link))) toast(text("options.copied"));
  else useUi.setState({ dialog: "share" });
}
