import type { Page } from "playwright-core";
import type { Pair } from "./pages.ts";
import type { Arrived, Moved, Notes } from "./probe.ts";

/** Milliseconds from the event, one for each image that counts. */
export interface Felt {
  own: number[];
  other: number[];
  /** Moves whose image never came to one of the two. */
  lost: number;
}

/** Long enough for any sender to be idle, and at no fixed phase of any timer. */
const IDLE_MS = { least: 250, most: 500 };
const GIVE_UP_MS = 3000;
const DRAG_HZ = 60;
/** Longer than a frame of the slowest page: a frame moves the cursor. */
const PRESS_MS = 250;
/** CSS pixels. */
const RADIUS = 60;

/** Takes hold of the own cursor with the mouse. @returns where */
export async function grab(page: Page): Promise<{ x: number; y: number }> {
  const place = await page.evaluate(() => window.pageProbe?.ownPlace() ?? null);
  if (!place) throw new Error("the own cursor is not on the screen");
  await page.mouse.move(place.x, place.y);
  await page.mouse.down();
  return place;
}

/** Single moves of the mouse that holds the own cursor, each after a rest. */
export function dragOnce(pair: Pair, grip: { x: number; y: number }, times: number): Promise<Felt> {
  return firstMoves(pair, times, (i) => {
    const [dx, dy] = circle(i * 2.4);
    return pair.mover.page.mouse.move(grip.x + dx, grip.y + dy);
  });
}

/** Short presses of a key, each after a rest; the first move of each counts. */
export function pressOnce({ mover, observer }: Pair, times: number): Promise<Felt> {
  const { keyboard } = mover.page;
  return firstMoves({ mover, observer }, times, async (i) => {
    const key = i % 2 === 0 ? "ArrowLeft" : "ArrowRight";
    await keyboard.down(key);
    await sleep(PRESS_MS);
    await keyboard.up(key);
  });
}

async function firstMoves(
  { mover, observer }: Pair,
  times: number,
  act: (i: number) => Promise<void>,
): Promise<Felt> {
  const felt: Felt = { own: [], other: [], lost: 0 };
  for (let i = 0; i < times; i++) {
    await sleep(IDLE_MS.least + Math.random() * (IDLE_MS.most - IDLE_MS.least));
    await Promise.all([mover.take(), observer.take()]);
    await act(i);
    const mine: Notes = { moves: [], own: [], other: [] };
    const theirs: Notes = { moves: [], own: [], other: [] };
    const deadline = performance.now() + GIVE_UP_MS;
    let answered = false;
    while (!answered && performance.now() < deadline) {
      // Asking a page takes its time from it: seldom, and not while the image is on its way.
      await sleep(100);
      append(mine, await mover.take());
      append(theirs, await observer.take());
      const [move] = mine.moves;
      const own = move && answerOf(move, mine.own);
      const other = move && answerOf(move, theirs.other);
      if (!move || !own || !other) continue;
      answered = true;
      felt.own.push(own.at - move.at);
      felt.other.push(other.at - move.at);
    }
    if (!answered) felt.lost++;
  }
  return felt;
}

/**
 * A drag that does not pause: how old the event behind each image is when it comes. A move that was superseded on its
 * way has no image, and counts for nothing.
 */
export async function dragOn(
  { mover, observer }: Pair,
  grip: { x: number; y: number },
  seconds: number,
): Promise<Felt> {
  await Promise.all([mover.take(), observer.take()]);
  const begin = performance.now();
  for (let i = 0; performance.now() - begin < seconds * 1000; i++) {
    const [dx, dy] = circle(i / 10);
    await mover.page.mouse.move(grip.x + dx, grip.y + dy);
    await sleep(begin + ((i + 1) * 1000) / DRAG_HZ - performance.now());
  }
  await sleep(500);
  const [mine, theirs] = await Promise.all([mover.take(), observer.take()]);
  const ages = (arrived: readonly Arrived[]) =>
    mine.moves.flatMap((move) => {
      const image = arrived.find(({ seq }) => seq === move.seq);
      return image ? [image.at - move.at] : [];
    });
  return { own: ages(mine.own), other: ages(theirs.other), lost: 0 };
}

/** The first image that is as new as the move. */
const answerOf = (move: Moved, images: readonly Arrived[]) =>
  images.find(({ seq }) => seq >= move.seq);

const circle = (angle: number) => [RADIUS * Math.cos(angle), RADIUS * Math.sin(angle)] as const;

function append(notes: Notes, more: Notes): void {
  notes.moves.push(...more.moves);
  notes.own.push(...more.own);
  notes.other.push(...more.other);
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
