import { beforeEach, expect, it } from "vitest";
import type { ServerEvents } from "../../../server/protocol/events.ts";
import { PEERS_PER_ROOM } from "../../../server/protocol/limits.ts";
import type { Answer, TaskGoal, TaskState } from "../../../server/protocol/task.ts";
import type { Place } from "../../../server/room/place.ts";
import { TaskDesk } from "../../../server/room/task-desk.ts";
import { createClock } from "../../helpers/clock.ts";
import { type FakeWire, fakeWire } from "../../helpers/fake-wire.ts";

const EMPTY: TaskGoal = { kind: "empty" };
const place = (...z: number[]): Answer => ({ kind: "place", z });
const ana = { slot: 2, name: "Ana", color: "#112233" };
const bo = { slot: 3, name: "Bo", color: "#445566" };

let clock = createClock();
let seats: (Place & { wire: FakeWire })[];
let desk: TaskDesk;
let keys: string[];
const newKey = () => keys.shift() ?? "key-none";

beforeEach(() => {
  clock = createClock();
  keys = ["k-m", "k-a", "k-z"];
  seats = (["host", "edit", "view"] as const).map((right, i) => ({
    slot: i + 1,
    since: 0,
    right,
    keyHash: null,
    wire: fakeWire(`wire-${i + 1}`),
    behindSince: null,
    placesOnly: false,
    modelId: "m",
    take: () => undefined,
  }));
  desk = new TaskDesk({ seats: () => seats, clock });
});

function set(over: Partial<TaskState> = {}): TaskState {
  const fresh = { id: "task00000001", goal: EMPTY, words: null, anonymous: false };
  return desk.set({ ...fresh, open: true, revealed: false, ...over });
}

/** What has reached a seat since last asked, as text and by event. */
function told(slot: number): { text: string; events: [string, never][] } {
  const taken = seats[slot - 1]?.wire.take(100) ?? [];
  const texts = taken.map((delivery) => ("message" in delivery ? String(delivery.message) : ""));
  return { text: texts.join("\n"), events: texts.map((text) => JSON.parse(text.slice(1))) };
}

function answersTold(slot: number): ServerEvents["task:answers"][] {
  return told(slot).events.flatMap(([event, payload]) => (event === "task:answers" ? payload : []));
}

it("[WT1] everyone is told the task; answers reach hosts alone until they are revealed, then everyone", () => {
  const { id } = set();
  for (const { slot } of seats) expect(told(slot).events).toHaveLength(1);
  desk.hand(id, ana, place(1, 2, 3), newKey);
  clock.advance(1000);
  expect(answersTold(1)).toEqual([
    {
      taskId: id,
      whole: false,
      put: [{ key: "k-m", answer: place(1, 2, 3), by: ana }],
    },
  ]);
  expect(told(2).text + told(3).text).toBe("");
  desk.change(id, { reveal: true });
  for (const slot of [2, 3])
    expect(answersTold(slot)).toEqual([
      { taskId: id, whole: true, put: [{ key: "k-m", answer: place(1, 2, 3), by: { slot: 2 } }] },
    ]);
  expect(answersTold(1)).toEqual([]);
});

it("[WT2] answers reach those who watch at most four times a second, the newest of each person", () => {
  const { id } = set();
  told(1);
  for (let i = 0; i < 100; i++) {
    desk.hand(id, ana, place(i, 0, 0), newKey);
    clock.advance(10);
  }
  clock.advance(1000);
  const batches = answersTold(1);
  expect(batches.length).toBeLessThanOrEqual(5);
  expect(batches.at(-1)?.put).toEqual([{ key: "k-m", answer: place(99, 0, 0), by: ana }]);
  expect(batches.every(({ put }) => put.length === 1)).toBe(true);
});

it("[WT3] without names neither name, colour nor slot of an author reaches who is no host, nor the order of handing in", () => {
  const { id } = set({ anonymous: true });
  desk.hand(id, bo, place(1, 1, 1), newKey);
  clock.advance(300);
  desk.hand(id, ana, place(2, 2, 2), newKey);
  clock.advance(300);
  desk.change(id, { reveal: true });
  const { text, events } = told(3);
  expect(text).not.toMatch(/Ana|Bo|#112233|#445566|slot/);
  const answers = events.at(-1)?.[1] as unknown as ServerEvents["task:answers"];
  expect(answers.put.map(({ key, by }) => [key, by])).toEqual([
    ["k-a", null],
    ["k-m", null],
  ]);
  expect(desk.snapshot({ ...(seats[2] as Place), slot: 9 })?.answers).toEqual(answers.put);
  expect(desk.find(id, ["k-m"])).toEqual([{ answer: place(1, 1, 1), by: null }]);
});

it("[WT3] after answers without names are shown, no more are taken one by one", () => {
  const { id } = set({ anonymous: true });
  desk.change(id, { reveal: true });
  expect(() => desk.change(id, { open: true })).toThrow("no more are taken");
  expect(() => desk.hand(id, ana, place(1, 1, 1), newKey)).toThrow("no more answers");
});

it("[WT3] names that were shown cannot be taken back; a promise of none stands", () => {
  const { id } = set();
  desk.change(id, { reveal: true });
  expect(() => desk.change(id, { anonymous: true })).toThrow("have been shown");
  set({ id: "task00000002" });
  desk.change("task00000002", { anonymous: true });
  expect(desk.change("task00000002", { reveal: true })).toMatchObject({ anonymous: true });
});

it("[WT4] one answer a person, changed until the task closes and again when it is opened", () => {
  const { id } = set();
  desk.hand(id, ana, place(1, 0, 0), newKey);
  desk.hand(id, ana, place(2, 0, 0), newKey);
  desk.change(id, { open: false });
  expect(() => desk.hand(id, ana, place(3, 0, 0), newKey)).toThrow("no more answers");
  desk.change(id, { open: true });
  desk.hand(id, ana, place(4, 0, 0), newKey);
  expect(desk.snapshot(seats[0] as Place)?.answers).toHaveLength(1);
  expect(desk.snapshot(seats[1] as Place)?.mine).toEqual(place(4, 0, 0));
});

it("[WT4] an answer of another kind, or to a task that is over, is refused", () => {
  const { id } = set();
  const path: Answer = { kind: "path", interpolation: "lerp", stops: [[0], [1]] };
  expect(() => desk.hand(id, ana, path, newKey)).toThrow("not what the task asks");
  desk.end("another-task");
  expect(desk.snapshot(seats[0] as Place)).not.toBeNull();
  desk.end(id);
  expect(() => desk.hand(id, ana, place(1, 0, 0), newKey)).toThrow("is over");
  expect(told(3).events.at(-1)).toEqual(["task:put", null]);
});

it("[WT5] a latecomer is told the task and the own answer, and those of others only if they may see them", () => {
  const { id } = set();
  desk.hand(id, ana, place(1, 0, 0), newKey);
  const [host, author, viewer] = seats as Place[] as [Place, Place, Place];
  expect(desk.snapshot(host)?.answers).toHaveLength(1);
  expect(desk.snapshot(author)).toMatchObject({ mine: place(1, 0, 0), answers: null });
  expect(desk.snapshot(viewer)).toMatchObject({ state: { id }, mine: null, answers: null });
});

it("[WT5] who becomes a host is told the answers; who becomes anything else is not", () => {
  const { id } = set();
  desk.hand(id, ana, place(1, 0, 0), newKey);
  clock.advance(300);
  const viewer = seats[2] as Place;
  told(3);
  viewer.right = "edit";
  desk.rightChanged(viewer);
  expect(told(3).text).toBe("");
  viewer.right = "host";
  desk.rightChanged(viewer);
  expect(answersTold(3)).toMatchObject([{ whole: true, put: [{ by: ana }] }]);
});

it("[WT6] a task holds as many answers as a room has people, and no more", () => {
  const { id } = set();
  for (let slot = 1; slot <= PEERS_PER_ROOM; slot++)
    desk.hand(id, { ...ana, slot }, place(slot, 0, 0), () => `k${slot}`);
  expect(() => desk.hand(id, { ...ana, slot: 5000 }, place(0, 0, 0), newKey)).toThrow(
    "all the answers",
  );
  desk.hand(id, { ...ana, slot: 7 }, place(0, 0, 0), newKey);
  expect(desk.snapshot(seats[0] as Place)?.answers).toHaveLength(PEERS_PER_ROOM);
});
