import type { EngineInfo, RoomInfo } from "../../server/protocol/entities.ts";
import type { Fault } from "../../server/protocol/errors.ts";
import type { ModelCard, RestorerCard } from "../../server/protocol/model-card.ts";
import { faultText, text } from "../_i18n/text.ts";

/** What the lobby is made of. */
export interface Models {
  models: ModelCard[];
  /** Models without a latent space. */
  restorers: RestorerCard[];
  engine: EngineInfo;
}

export type RecentRoom = RoomInfo & { people: number };

/** @throws Error with a sentence for the person */
export function fetchModels(signal: AbortSignal): Promise<Models> {
  return request("/api/models", { signal });
}

/** Rooms among `ids` that still exist. */
export async function fetchRooms(
  ids: readonly string[],
  signal: AbortSignal,
): Promise<RecentRoom[]> {
  const { rooms } = await request<{ rooms: RecentRoom[] }>(`/api/rooms?ids=${ids.join(",")}`, {
    signal,
  });
  return rooms;
}

/** The key makes whoever holds it the host; the server tells it this once. */
export type MadeRoom = RoomInfo & { hostKey: string };

/** @throws Error with the server's sentence, e.g. about the name */
export function createRoom(name: string, modelId: string): Promise<MadeRoom> {
  return request("/api/rooms", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, modelId }),
  });
}

async function request<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Error(text("common.unreachable"));
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const fault = (body as { error?: Fault } | null)?.error;
  throw new Error(
    fault ? faultText(fault) : text("common.serverError", { status: response.status }),
  );
}
