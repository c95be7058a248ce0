import type { RequestOf } from "../../../server/protocol/commands.ts";
import type { Strength } from "../../../server/protocol/lesson.ts";
import { ask } from "./commands.ts";

export async function followPerson(to: RequestOf<"follow">["to"]): Promise<boolean> {
  return (await ask("follow", { to })) !== undefined;
}

/** To oneself at once; to others as an offer, unless they asked for it. */
export function giveSpotlight(slot: number, strength: Strength): void {
  void ask("spotlight:give", { slot, strength });
}

export function answerSpotlight(accept: boolean): void {
  void ask("spotlight:answer", { accept });
}

export function askForSpotlight(on: boolean): void {
  void ask("spotlight:ask", { on });
}

export function declineSpotlight(slot: number): void {
  void ask("spotlight:decline", { slot });
}

export function endSpotlight(): void {
  void ask("spotlight:end", {});
}

export function pauseLesson(paused: boolean): void {
  void ask("lesson:pause", { paused });
}

export function hideInLesson(hidden: RequestOf<"lesson:hide">): void {
  void ask("lesson:hide", hidden);
}

export function endLesson(): void {
  void ask("lesson:end", {});
}

export function raiseHand(up: boolean): void {
  void ask("hand", { up });
}

/** Null: every hand. */
export function lowerHand(slot: number | null): void {
  void ask("hand:lower", { slot });
}

/** Other random codes, for everyone. */
export function rollCodes(): void {
  void ask("codes:roll", {});
}

export function hideOwnCursor(hidden: boolean): void {
  void ask("cursor:hide", { hidden });
}
