import { useEffect } from "react";
import { create } from "zustand";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { fetchModels } from "../_lobby/api.ts";
import { useExplorer } from "./store.ts";

/** The server's models, once somebody asked for them. */
export const useModels = create<{ cards: readonly ModelCard[] | null; fault: string | null }>()(
  () => ({ cards: null, fault: null }),
);

let asking: Promise<void> | null = null;

/** Fetches them unless they are here or on their way. Never rejects: `fault` says why they have not come. */
export function askModels(): Promise<void> {
  if (useModels.getState().cards) return Promise.resolve();
  asking ??= load().finally(() => {
    asking = null;
  });
  return asking;
}

async function load(): Promise<void> {
  useModels.setState({ fault: null });
  try {
    const { models } = await fetchModels(AbortSignal.timeout(15_000));
    useModels.setState({ cards: models });
  } catch (cause) {
    useModels.setState({ fault: cause instanceof Error ? cause.message : String(cause) });
  }
}

/** All models of the room's data, its own among them; null until they are here. Asks for them. */
export function useSiblings(): readonly ModelCard[] | null {
  const cards = useModels((s) => s.cards);
  const data = useExplorer((s) => s.card?.dataset.hash);
  useEffect(() => void askModels(), []);
  return cards && data ? cards.filter(({ dataset }) => dataset.hash === data) : null;
}
