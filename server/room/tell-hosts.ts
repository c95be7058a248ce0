import type { ServerEventName, ServerEvents } from "../protocol/events.ts";
import { eventMessage } from "../protocol/parser.ts";
import { allows } from "../protocol/rights.ts";
import type { Place } from "./place.ts";

/** Says it to those of a room who hold a key. */
export function tellHosts<E extends ServerEventName>(
  { seats }: { seats: Iterable<Place> },
  event: E,
  payload: ServerEvents[E],
): void {
  const packet = { message: eventMessage(event, payload) };
  for (const { right, wire } of seats) if (allows(right, "host")) wire?.send(packet);
}
