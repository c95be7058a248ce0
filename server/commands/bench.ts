import type { Handlers } from "./handler.ts";

/** The workbench that everyone is shown. */
export function benchHandlers(): Pick<Handlers, "bench:show"> {
  return {
    "bench:show"(seat, { state }) {
      seat.room.bench.show(seat, state);
      return null;
    },
  };
}
