import { expect, it } from "vitest";
import { type LessonState, NO_LESSON } from "../../../server/protocol/lesson.ts";
import { Lesson } from "../../../server/room/lesson/lesson.ts";

function newLesson() {
  const told: LessonState[] = [];
  return { lesson: new Lesson((state) => told.push(state)), told };
}
const TEACHER = 1;
const ADA = 2;
const BEN = 3;

it("[LD3] a host takes the spotlight at once; others are offered it, and may decline", () => {
  const { lesson } = newLesson();
  lesson.give(TEACHER, "bring", TEACHER);
  expect(lesson.state.presenter).toEqual({ slot: TEACHER, strength: "bring", round: 1 });
  lesson.give(ADA, "invite", TEACHER);
  expect(lesson.state.presenter?.slot).toBe(TEACHER);
  expect(lesson.state.offer).toEqual({ slot: ADA, strength: "invite" });
  expect(() => lesson.answer(BEN, true)).toThrow("not offered");
  lesson.answer(ADA, false);
  expect(lesson.state.offer).toBeNull();
  expect(lesson.state.presenter?.slot).toBe(TEACHER);
  lesson.give(ADA, "invite", TEACHER);
  lesson.answer(ADA, true);
  expect(lesson.state.presenter).toEqual({ slot: ADA, strength: "invite", round: 2 });
  expect(lesson.state.offer).toBeNull();
});

it("[LD3] whoever asked presents as soon as a host gives it; a declined wish is off the list", () => {
  const { lesson } = newLesson();
  lesson.ask(ADA, true);
  lesson.ask(BEN, true);
  lesson.ask(ADA, true);
  expect(lesson.state.asks).toEqual([ADA, BEN]);
  lesson.decline(ADA);
  lesson.give(BEN, "bring", TEACHER);
  expect(lesson.state).toMatchObject({ asks: [], presenter: { slot: BEN, strength: "bring" } });
  lesson.ask(BEN, true);
  expect(lesson.state.asks).toEqual([]);
});

it("[LD4] another strength or presenter is another round, the same one again is none", () => {
  const { lesson, told } = newLesson();
  lesson.give(TEACHER, "invite", TEACHER);
  lesson.give(TEACHER, "invite", TEACHER);
  expect(told).toHaveLength(1);
  lesson.give(TEACHER, "hold", TEACHER);
  expect(lesson.state.presenter?.round).toBe(2);
  lesson.release();
  lesson.give(TEACHER, "hold", TEACHER);
  expect(lesson.state.presenter?.round).toBe(3);
});

it("[LD5] hands keep their order; who leaves takes hand, wish, offer and spotlight along", () => {
  const { lesson } = newLesson();
  for (const slot of [BEN, ADA, BEN]) lesson.hand(slot, true);
  expect(lesson.state.hands).toEqual([BEN, ADA]);
  lesson.hand(BEN, false);
  lesson.hand(BEN, true);
  expect(lesson.state.hands).toEqual([ADA, BEN]);
  lesson.ask(ADA, true);
  lesson.give(ADA, "hold", TEACHER);
  lesson.give(BEN, "invite", TEACHER);
  lesson.gone(BEN);
  lesson.gone(ADA);
  expect(lesson.state).toEqual(NO_LESSON);
});

it("[LD6] while others are hidden only the presenter's image is shown", () => {
  const { lesson } = newLesson();
  lesson.give(ADA, "invite", ADA);
  for (const hide of [
    () => lesson.hide({ images: true }),
    () => lesson.hide({ images: false, cursors: true }),
    () => {
      lesson.hide({ cursors: false });
      lesson.pause(true);
    },
  ]) {
    hide();
    expect([ADA, BEN].map((slot) => lesson.showsImage(slot))).toEqual([true, false]);
  }
  lesson.pause(false);
  expect(lesson.showsImage(BEN)).toBe(true);
});

it("[LD7] the end of a lesson resets it and ends whatever else ends with it", () => {
  const { lesson } = newLesson();
  const ended: string[] = [];
  lesson.onEnd(() => ended.push("task"));
  lesson.onEnd(() => ended.push("code"));
  lesson.hide({ names: true });
  lesson.pause(true);
  lesson.setTour({ id: "t", at: 2 });
  lesson.end();
  expect(lesson.state).toEqual(NO_LESSON);
  expect(ended).toEqual(["task", "code"]);
});
