import { create } from "zustand";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { cloudFault } from "../cloud.ts";
import { fetchCloud } from "../fetch-cloud.ts";
import type { Cloud } from "../store.ts";

interface Beside {
  /** The model that the room shows beside its own; null: none. */
  card: ModelCard | null;
  /** The same images as that model's encoder sees them; null while they load. */
  cloud: Cloud | null;
  /** Share of them that has come, 0..1, or a sentence why they have not. */
  progress: number;
  fault: string | null;
}

const none: Beside = { card: null, cloud: null, progress: 0, fault: null };

/** The second model of the room, which a host chooses for all. */
export const useBeside = create<Beside>()(() => none);

let abort: AbortController | null = null;

/** Takes over what the server says. Said again, as after a lost connection, it changes nothing. */
export function putBeside(card: ModelCard | null): void {
  const before = useBeside.getState().card;
  if (before?.weightsHash === card?.weightsHash && before?.id === card?.id) return;
  abort?.abort();
  useBeside.setState({ ...none, card });
  if (card) void load(card);
}

/** Tries again after `fault`; the room's own model goes on meanwhile. */
export function retryBeside(): void {
  const { card } = useBeside.getState();
  if (card) void load(card);
}

async function load(card: ModelCard): Promise<void> {
  abort?.abort();
  abort = new AbortController();
  const { signal } = abort;
  useBeside.setState({ cloud: null, progress: 0, fault: null });
  try {
    const cloud = await fetchCloud(card, signal, {
      progress: (progress) => useBeside.setState({ progress }),
    });
    useBeside.setState({ cloud, progress: 1 });
  } catch (cause) {
    if (!signal.aborted) useBeside.setState({ fault: cloudFault(cause) });
  }
}
