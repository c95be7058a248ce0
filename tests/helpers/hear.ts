import type { ServerEventName, ServerEvents } from "../../server/protocol/events.ts";
import { type Client, until } from "./client.ts";

/** What a client is told of one event, in order. */
export function hear<E extends ServerEventName>(client: Client, event: E): ServerEvents[E][] {
  const heard: ServerEvents[E][] = [];
  client.socket.on(event, ((payload: ServerEvents[E]) => heard.push(payload)) as never);
  return heard;
}

/** The next that is told of an event. */
export function next<E extends ServerEventName>(
  client: Client,
  event: E,
): Promise<ServerEvents[E]> {
  const heard = hear(client, event);
  return until(`${event}`, () => heard.length > 0).then(() => heard[0] as ServerEvents[E]);
}

/** Every byte that reaches a client, as text. */
export function wholeTraffic(client: Client): () => string {
  let text = "";
  client.socket.io.engine.on("data", (data: string | ArrayBuffer | Uint8Array) => {
    text += typeof data === "string" ? data : Buffer.from(data as Uint8Array).toString("latin1");
    text += "\n";
  });
  return () => text;
}
