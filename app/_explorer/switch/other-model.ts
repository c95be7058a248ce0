import { useEffect } from "react";
import { text } from "../../_i18n/text.ts";
import { askModels, useModels } from "../models.ts";
import { mayHost } from "../right.ts";
import { toast, useExplorer } from "../store.ts";
import { switchAndGo } from "./switch-model.ts";

/** Whether it is of another model than the room's, so that it can be looked at in its list and nowhere else. */
export function isOfOther(modelId: string): boolean {
  return useExplorer.getState().card?.id !== modelId;
}

/** What a list says of something of another model: that model's title, once it is known; null for the room's own. */
export function useOtherModel(modelId: string): string | null {
  const other = useExplorer((s) => s.card !== null && s.card.id !== modelId);
  const title = useModels((s) => s.cards?.find(({ id }) => id === modelId)?.title);
  useEffect(() => {
    if (other) void askModels();
  }, [other]);
  return other ? (title ?? modelId) : null;
}

/** Says which model it is of; a host is offered the way there, and on to `go`. */
export async function offerSwitch(modelId: string, go: () => void): Promise<void> {
  await askModels();
  const card = useModels.getState().cards?.find(({ id }) => id === modelId);
  if (!card) {
    toast(text("switch.unknown", { title: modelId }));
    return;
  }
  const host = mayHost(useExplorer.getState());
  const run = () => void switchAndGo(modelId, go);
  const label = text("switch.go", { title: card.title });
  const said = text(host ? "switch.ofOther" : "switch.ofOtherGuest", { title: card.title });
  toast(said, host ? { action: { id: "switch-go", label, run } } : { ms: 8_000 });
}
