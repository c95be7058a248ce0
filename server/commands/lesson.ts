import { tellHosts } from "../room/tell-hosts.ts";
import type { CommandDeps } from "./deps.ts";
import type { Handlers } from "./handler.ts";

type LessonCommand =
  | Extract<keyof Handlers, `spotlight:${string}` | `lesson:${string}`>
  | "hand"
  | "hand:lower"
  | "follow"
  | "cursor:hide"
  | "codes:roll";

/** Spotlight, pause, what is hidden, hands and who follows whom. Everyone hears of each by events. */
export function lessonHandlers({
  codes,
  newSeed,
}: Pick<CommandDeps, "codes" | "newSeed">): Pick<Handlers, LessonCommand> {
  return {
    "spotlight:give"({ room, slot: by }, { slot, strength }) {
      room.desk.give(slot, strength, by);
      return null;
    },
    "spotlight:answer"({ room, slot }, { accept }) {
      room.desk.lesson.answer(slot, accept);
      return null;
    },
    "spotlight:ask"({ room, slot }, { on }) {
      room.desk.lesson.ask(slot, on);
      return null;
    },
    "spotlight:decline"({ room }, { slot }) {
      room.desk.lesson.decline(slot);
      return null;
    },
    "spotlight:end"(seat) {
      seat.room.desk.release(seat);
      return null;
    },
    "lesson:pause"({ room }, { paused }) {
      room.desk.lesson.pause(paused);
      return null;
    },
    "lesson:hide"({ room }, hidden) {
      room.desk.lesson.hide(hidden);
      return null;
    },
    "lesson:end"({ room }) {
      room.desk.lesson.end();
      // What is still on the board, or in a photograph of it, leads nowhere from now on.
      codes.end(room.info.id);
      tellHosts(room, "code:put", null);
      return null;
    },
    hand({ room, slot }, { up }) {
      room.desk.lesson.hand(slot, up);
      return null;
    },
    "hand:lower"({ room }, { slot }) {
      if (slot === null) room.desk.lesson.lowerHands();
      else room.desk.lesson.hand(slot, false);
      return null;
    },
    follow({ room, slot }, { to }) {
      room.desk.follow(slot, to);
      return null;
    },
    "codes:roll"({ room }) {
      room.desk.lesson.roll(newSeed());
      return null;
    },
    "cursor:hide"({ room, slot }, { hidden }) {
      room.desk.hideCursor(slot, hidden);
      return null;
    },
  };
}
