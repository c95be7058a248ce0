import { accessHandlers } from "./access.ts";
import { benchHandlers } from "./bench.ts";
import { besideHandlers } from "./beside.ts";
import { bookmarkHandlers } from "./bookmarks.ts";
import type { CommandDeps } from "./deps.ts";
import { doorHandlers } from "./door.ts";
import type { Handlers } from "./handler.ts";
import { joinRoom } from "./join.ts";
import { joinCodeHandlers } from "./join-code.ts";
import { lessonHandlers } from "./lesson.ts";
import { modelHandlers } from "./model.ts";
import { pathHandlers } from "./paths.ts";
import { playbackHandlers } from "./playback.ts";
import { roomHandlers } from "./room.ts";
import { taskHandlers } from "./task.ts";
import { tourHandlers } from "./tours.ts";

/** One handler for each line of the table of commands; a missing or misspelt one does not compile. */
export function createHandlers(deps: CommandDeps): Handlers {
  return {
    join: (arriving, request) => joinRoom(arriving, request, deps),
    ...roomHandlers(deps),
    ...besideHandlers(deps),
    ...modelHandlers(deps),
    ...accessHandlers(deps),
    ...doorHandlers(),
    ...bookmarkHandlers(deps),
    ...pathHandlers(deps),
    ...tourHandlers(deps),
    ...playbackHandlers(),
    ...lessonHandlers(deps),
    ...joinCodeHandlers(deps),
    ...taskHandlers(deps),
    ...benchHandlers(),
    "cursors:again": (seat) => {
      seat.room.again(seat);
      return null;
    },
    "cursors:images": (seat, { on }) => {
      if (on && seat.placesOnly) seat.room.again(seat);
      seat.placesOnly = !on;
      return null;
    },
    "stats:watch": ({ wire, room }, { on }) => {
      if (wire) deps.statsWatch.set(wire, on, () => room.budget.used);
      return null;
    },
  };
}
