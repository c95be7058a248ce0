// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from "vitest";
import { createCursor, live, resetLive, showImage } from "../../../app/_explorer/live.ts";
import type { Drawer, Drawing, DrawingDesk } from "../../../app/_explorer/page-decoder/desk.ts";
import { openDesk } from "../../../app/_explorer/page-decoder/desk.ts";
import type { PageDecoderEvents } from "../../../app/_explorer/page-decoder/page-decoder.ts";
import { drawTiles } from "../../../app/_explorer/panel/wall/draw-tiles.ts";
import { cornerOf, inSight, layoutWall } from "../../../app/_explorer/panel/wall/wall-layout.ts";
import { orderWall, type Walled } from "../../../app/_explorer/panel/wall/wall-order.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { makeCard } from "../../helpers/make-card.ts";

const someone = (slot: number, name: string, x: number, pixel = x): Walled => ({
  slot,
  name,
  z: Float32Array.from([x, 0]),
  pixels: Uint8Array.from([pixel, pixel]),
});

it("[WT8] the wall is ordered by name, by place, by likeness, or with raised hands first", () => {
  const people = [
    someone(1, "Cy", 5, 10),
    someone(2, "ada", 9, 200),
    someone(3, "Bo", 1, 190),
    { slot: 4, name: "Di", z: null, pixels: null },
  ];
  expect(orderWall("name", people, [])).toEqual([2, 3, 1, 4]);
  expect(orderWall("place", people, [])).toEqual([3, 1, 2, 4]);
  // From the one at the end, on to whose picture is most alike.
  expect(orderWall("likeness", people, [])).toEqual([3, 2, 1, 4]);
  expect(orderWall("hand", people, [1, 77, 3])).toEqual([1, 3, 2, 4]);
});

it("[WT8] where some have no picture yet, likeness goes by place", () => {
  const people = [someone(1, "A", 0), someone(2, "B", 9), { ...someone(3, "C", 1), pixels: null }];
  expect(orderWall("likeness", people, [])).toEqual([1, 3, 2]);
});

it("[WT9] tiles are as large as lets all be seen; of five hundred the rest is scrolled to", () => {
  const few = layoutWall(30, 1400, 800);
  expect(few.edge).toBe(168);
  expect(few.rows * few.rowHeight).toBeLessThanOrEqual(808);
  const crowd = layoutWall(500, 1400, 800);
  expect(crowd).toMatchObject({ edge: 56, columns: 22, rows: 23 });
  expect(inSight(crowd, 500, 0, 800)).toEqual({ from: 0, to: 220 });
  expect(inSight(crowd, 500, 23 * crowd.rowHeight - 800, 800)).toEqual({ from: 286, to: 500 });
  expect(cornerOf(crowd, 23)).toEqual({ x: 64, y: 86 });
  expect(layoutWall(3, 20, 20).columns).toBe(1);
});

/** A desk whose decoder draws when told to. */
function fakeDesk() {
  let drawer: Drawer | null = null;
  let max = 2;
  let last: Drawing | null = null;
  const desk: DrawingDesk = {
    load: () => undefined,
    look: () => undefined,
    add(added) {
      drawer = added;
      return () => {
        drawer = null;
      };
    },
    close: () => undefined,
  };
  return {
    desk,
    allow: (count: number) => {
      max = count;
    },
    /** First coordinates of what is drawn next. */
    next(): number[] {
      last = drawer?.next(max) ?? null;
      return last ? Array.from({ length: last.count }, (_, i) => last?.z[3 * i] ?? 0) : [];
    },
    /** Each image holds its place in the batch. */
    answer() {
      last?.done(Uint8Array.from({ length: 4 * (last?.count ?? 0) }, (_, i) => 10 + (i >> 2)));
    },
  };
}

function moveTo(slot: number, x: number): void {
  const cursor = live.cursors.get(slot) ?? createCursor(slot, 3);
  live.cursors.set(slot, cursor);
  cursor.z = Float32Array.from([x, 0, 0]);
  cursor.seq++;
}

beforeEach(() => resetLive(3));
afterEach(resetExplorer);

it("[WT10] pictures are drawn of tiles in sight that changed, who waited longest first, each place as it is by then", () => {
  const { desk, next, answer } = fakeDesk();
  const { stop } = drawTiles(() => [1, 2, 3], desk);
  for (const slot of [1, 2, 3, 4]) moveTo(slot, slot);
  expect(next()).toEqual([1, 2]);
  moveTo(1, 11);
  moveTo(3, 33);
  moveTo(3, 34);
  answer();
  expect(next()).toEqual([34, 11]);
  answer();
  expect(next()).toEqual([]);
  expect([1, 2, 3, 4].map((slot) => live.cursors.get(slot)?.imageSeq)).toEqual([2, 1, 3, 0]);
  expect(live.cursors.get(1)?.pixels?.[0]).toBe(11);
  stop();
  expect(next()).toEqual([]);
});

it("[WT10] a picture that the server sent meanwhile for the same place stays, and who left stays away", () => {
  const { desk, next, answer } = fakeDesk();
  drawTiles(() => [1, 2], desk);
  moveTo(1, 1);
  moveTo(2, 2);
  next();
  showImage(live.cursors.get(1) as ReturnType<typeof createCursor>, 1, Uint8Array.from([99]));
  live.cursors.delete(2);
  answer();
  expect(live.cursors.get(1)?.pixels?.[0]).toBe(99);
  expect(live.cursors.has(2)).toBe(false);
});

it("[WT11] the own image goes before the wall's, and a batch holds no more than a moment's work", () => {
  let events: PageDecoderEvents | null = null;
  const drawn: string[] = [];
  const desk = openDesk((_card, heard) => {
    events = heard;
    return { free: true, draw: () => undefined, close: () => undefined };
  });
  useExplorer.setState({ card: makeCard() });
  let own = 0;
  const asked: number[] = [];
  const work = (name: string) => ({
    z: new Float32Array(3),
    count: 1,
    done: () => void drawn.push(name),
  });
  desk.load();
  desk.add({ next: () => (own-- > 0 ? work("own") : null) });
  desk.add({
    next: (max) => {
      asked.push(max);
      return work("tiles");
    },
  });
  const finish = () => (events as PageDecoderEvents | null)?.images(new Uint8Array(4));
  own = 1;
  finish();
  finish();
  expect(drawn).toEqual(["tiles", "own"]);
  for (let i = 0; i < 40; i++) finish();
  // The first drawing is one latent; as it proves quick more go together, up to a bound.
  expect(asked[0]).toBe(1);
  expect(asked.at(-1)).toBe(64);
  desk.close();
});
