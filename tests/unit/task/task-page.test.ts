// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type DrawingDesk, openDesk } from "../../../app/_explorer/page-decoder/desk.ts";
import type { PageDecoderEvents } from "../../../app/_explorer/page-decoder/page-decoder.ts";
import {
  drawAnswers,
  picturesOf,
  useAnswerPictures,
} from "../../../app/_explorer/panel/task/answer-pictures.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import {
  enterTask,
  forgetHiddenAnswers,
  putAnswers,
  putTask,
  resetTask,
  useTask,
} from "../../../app/_explorer/task-state.ts";
import type { Answer, TaskAnswer, TaskState } from "../../../server/protocol/task.ts";
import { makeCard } from "../../helpers/make-card.ts";

const task: TaskState = {
  id: "task00000001",
  goal: { kind: "empty" },
  words: null,
  open: true,
  anonymous: false,
  revealed: false,
};
const place = (x: number): Answer => ({ kind: "place", z: [x, 0, 0] });
const given = (key: string, x: number): TaskAnswer => ({ key, answer: place(x), by: null });
const heldKeys = () => [...(useTask.getState().answers?.keys() ?? [])];

let desk: DrawingDesk;
let events: PageDecoderEvents;
let free = false;
/** First coordinates of what the page was asked to draw. */
let drawn: number[];

beforeEach(() => {
  drawn = [];
  free = false;
  useExplorer.setState({ card: makeCard() });
  desk = openDesk((_card, heard) => {
    events = heard;
    return {
      get free() {
        return free;
      },
      draw(z, count) {
        free = false;
        for (let i = 0; i < count; i++) drawn.push(z[3 * i] ?? 0);
      },
      close: () => undefined,
    };
  });
});
afterEach(() => {
  desk.close();
  resetTask();
  resetExplorer();
  vi.unstubAllGlobals();
});

it("[WT5] answers add up until all come anew; those of another task are not taken", () => {
  putTask(task);
  putAnswers({ taskId: task.id, whole: false, put: [given("a", 1)] });
  putAnswers({ taskId: task.id, whole: false, put: [given("b", 2), given("a", 3)] });
  expect(heldKeys()).toEqual(["a", "b"]);
  expect(useTask.getState().answers?.get("a")?.answer).toEqual(place(3));
  putAnswers({ taskId: "task00000002", whole: true, put: [] });
  expect(heldKeys()).toEqual(["a", "b"]);
  putAnswers({ taskId: task.id, whole: true, put: [given("c", 4)] });
  expect(heldKeys()).toEqual(["c"]);
});

it("[WT5] a change of the task keeps what was handed in, another task forgets it", () => {
  enterTask({ state: task, mine: place(1), answers: null });
  putTask({ ...task, open: false });
  expect(useTask.getState().mine).toEqual(place(1));
  putTask({ ...task, id: "task00000002" });
  expect(useTask.getState().mine).toBeNull();
});

it("[WT5] who is no host any more keeps answers only if everyone may see them", () => {
  enterTask({ state: task, mine: null, answers: [given("a", 1)] });
  putTask({ ...task, revealed: true });
  forgetHiddenAnswers();
  expect(heldKeys()).toEqual(["a"]);
  putTask(task);
  forgetHiddenAnswers();
  expect(useTask.getState().answers).toBeNull();
});

it("[WT19] pictures of answers are drawn in the page, those of a path one after another", () => {
  const path: Answer = {
    kind: "path",
    interpolation: "lerp",
    stops: [
      [0, 0, 0],
      [23, 0, 0],
    ],
  };
  const first = place(-5);
  desk.load();
  free = true;
  events.ready();
  const { look, stop } = drawAnswers(() => [first, path]);
  look();
  while (!free) {
    const before = drawn.length;
    free = true;
    events.images(new Uint8Array(4 * 64));
    if (drawn.length === before) break;
  }
  expect(drawn).toEqual([-5, ...Array.from({ length: 24 }, (_, i) => expect.closeTo(i, 4))]);
  expect(picturesOf(first)).toHaveLength(1);
  expect(picturesOf(path)).toHaveLength(24);
  stop();
});

it("[WT19] where the page cannot draw the server does, and a failure is told and tried again", async () => {
  const one = place(1);
  let works = false;
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (_address: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body));
    if (!works) throw new TypeError("offline");
    return new Response(new Uint8Array([7, 7, 7, 7]));
  });
  const { look, stop } = drawAnswers(() => [one]);
  look();
  await vi.waitFor(() => expect(useAnswerPictures.getState().failed).toBe(true));
  expect(picturesOf(one)).toBeNull();
  works = true;
  look();
  await vi.waitFor(() => expect(picturesOf(one)?.[0]?.[0]).toBe(7));
  expect(useAnswerPictures.getState().failed).toBe(false);
  expect(asked).toEqual([{ z: [[1, 0, 0]] }, { z: [[1, 0, 0]] }]);
  stop();
});
