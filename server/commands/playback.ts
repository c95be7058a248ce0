import type { ParsedOf } from "../protocol/commands.ts";
import type { Playback } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import { pathFits } from "../protocol/summaries.ts";
import type { Seat } from "../room/live-room.ts";
import { checkModel } from "./draw.ts";
import type { Handlers } from "./handler.ts";

type Command = ParsedOf<"playback">;

/** The room's shared playback. */
export function playbackHandlers(): Pick<Handlers, "playback"> {
  return {
    playback(seat, command) {
      const { player } = seat.room.stage;
      const before = player.now();
      const after = next(seat, before, command);
      if (before || after) player.set(after);
      return player.now();
    },
  };
}

/** @throws AppError `path_not_found`, `other_model`, `model_changed` */
function next(seat: Seat, state: Playback | null, command: Command): Playback | null {
  if (command.action === "play") return play(seat, state, command.pathId);
  if (!state) return null;
  switch (command.action) {
    case "stop":
      return null;
    case "pause":
      return { ...state, playing: false };
    case "resume":
      // From the end, playing again means from the start.
      return { ...state, playing: true, at: state.at >= 1 ? 0 : state.at };
    case "seek":
      return { ...state, at: command.at };
    case "speed":
      return { ...state, speed: command.speed };
    default:
      return command satisfies never;
  }
}

function play(seat: Seat, state: Playback | null, pathId: string): Playback {
  const { room } = seat;
  const path = room.paths.find(pathId);
  if (!path) throw new AppError("path_not_found");
  checkModel(room.card, path);
  if (!pathFits(room.card, path)) throw new AppError("model_changed");
  const startedBy = room.profiles.of(seat).name;
  return { pathId, playing: true, at: 0, speed: state?.speed ?? 1, startedBy };
}
