import { ID } from "../../../server/protocol/limits.ts";

/** The tour that an address names, and the index of its stop: `?tour=<id>&stop=3` is the third. */
export function parseTourLink(search: string): { id: string; at: number } | null {
  const query = new URLSearchParams(search);
  const id = query.get("tour") ?? "";
  if (!ID.test(id)) return null;
  const stop = Number(query.get("stop") ?? 1);
  return { id, at: Number.isInteger(stop) && stop >= 1 ? stop - 1 : 0 };
}

/** @param at index of the stop */
export function tourLink(origin: string, roomId: string, id: string, at = 0): string {
  return `${origin}/room/${roomId}?tour=${id}${at > 0 ? `&stop=${at + 1}` : ""}`;
}
