import { create } from "zustand";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { text } from "../../_i18n/text.ts";
import { cloudFault } from "../cloud.ts";
import { ask } from "../connection/commands.ts";
import { fetchCloud } from "../fetch-cloud.ts";
import { askModels, useModels } from "../models.ts";
import { toast, useExplorer } from "../store.ts";

/** The model that this host takes the room to, and how much of its data has come, 0..1; null: none. */
export const useSwitching = create<{ to: string | null; share: number }>()(() => ({
  to: null,
  share: 0,
}));

/**
 * Takes the room over to another model, with everyone. Its data are fetched first, so that a model whose files cannot be
 * had is said and nobody is moved; they stay in the browser's cache for the scene. What the server then says is the truth.
 * @returns whether the room is in that model now
 */
export async function switchModel(modelId: string): Promise<boolean> {
  const before = useExplorer.getState().card;
  if (!before || useSwitching.getState().to !== null) return false;
  if (before.id === modelId) return true;
  useSwitching.setState({ to: modelId, share: 0 });
  try {
    const card = await cardOf(modelId);
    if (!card) return false;
    await fetchCloud(card, AbortSignal.timeout(60_000), {
      progress: (share) => useSwitching.setState({ share }),
    });
    // Everyone hears of it by an event, this page too, before the answer.
    if ((await ask("room:model", { modelId })) === undefined) return false;
    offerBack(card, before);
    return true;
  } catch (cause) {
    toast(text("switch.notLoaded", { reason: cloudFault(cause) }), { tone: "error", ms: 10_000 });
    return false;
  } finally {
    useSwitching.setState({ to: null, share: 0 });
  }
}

/** The same, and then on to what was asked for there. */
export async function switchAndGo(modelId: string, go: () => void): Promise<void> {
  if (await switchModel(modelId)) go();
}

async function cardOf(modelId: string): Promise<ModelCard | undefined> {
  await askModels();
  const { cards, fault } = useModels.getState();
  if (fault !== null) throw new Error(fault);
  return cards?.find(({ id }) => id === modelId);
}

function offerBack({ title }: ModelCard, before: ModelCard): void {
  const run = () => void switchModel(before.id);
  const label = text("switch.back", { title: before.title });
  toast(text("switch.done", { title }), { action: { id: "switch-back", label, run } });
}
