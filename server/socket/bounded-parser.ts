import { COMMANDS } from "../protocol/commands.ts";
import { EVENT_MAX_BYTES } from "../protocol/limits.ts";
import { Decoder } from "../protocol/parser.ts";

const LARGE = Object.entries(COMMANDS)
  .filter(([, command]) => "large" in command)
  .map(([event]) => event);
/** Socket.IO's text form of an event: type 2, perhaps an acknowledgement's number, then a JSON array. */
const EVENT_NAME = /^2\d*\["([a-z:]+)"/;

/** Reads what pages send; the only bound that knows which event it is. */
export class BoundedDecoder extends Decoder {
  /** @throws RangeError for an event that is longer than its kind may be, which closes the connection */
  override add(message: unknown): void {
    if (typeof message === "string" && message.length > EVENT_MAX_BYTES) {
      const event = EVENT_NAME.exec(message)?.[1] ?? "";
      if (!LARGE.includes(event)) throw new RangeError("the event is too long");
    }
    super.add(message);
  }
}
