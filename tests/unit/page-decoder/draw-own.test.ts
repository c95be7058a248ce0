// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { receiveFrame } from "../../../app/_explorer/connection/receive.ts";
import { live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { drawOwnInPage } from "../../../app/_explorer/page-decoder/draw-own.ts";
import type {
  OpenPageDecoder,
  PageDecoderEvents,
} from "../../../app/_explorer/page-decoder/page-decoder.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { encodeTick } from "../../../server/protocol/frame.ts";
import { makeCard } from "../../helpers/make-card.ts";

/** A decoder that answers when told to; moves are told apart by their first coordinate. */
function fakeWorkers() {
  const asked: number[] = [];
  const opened: PageDecoderEvents[] = [];
  let free = false;
  const open: OpenPageDecoder = (_card, events) => {
    opened.push(events);
    free = false;
    return {
      get free() {
        return free;
      },
      draw(z) {
        asked.push(z[0] ?? 0);
        free = false;
      },
      close: () => undefined,
    };
  };
  return {
    open,
    asked,
    opened,
    ready() {
      free = true;
      opened.at(-1)?.ready();
    },
    answer(value = 7) {
      free = true;
      opened.at(-1)?.images(Uint8Array.from([value, 0, 0, 0]));
    },
  };
}

function serverDraws(seq: number, value: number, imageSeq = seq): void {
  const image = { coding: "pixels" as const, bytes: Uint8Array.from([value, 0, 0, 0]) };
  const entry = { slot: 1, seq, imageSeq, z: new Float32Array(3), image };
  receiveFrame(
    encodeTick([entry], { kind: "frame", latentDim: 3, imageBytes: 4 }).buffer as ArrayBuffer,
  );
}

const shown = () => live.own.pixels?.[0];
const become = (state: "joined" | "reconnecting") =>
  useExplorer.setState({ connection: { state }, card: makeCard() });
let workers: ReturnType<typeof fakeWorkers>;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  resetExplorer();
  resetLive(3);
  workers = fakeWorkers();
  stop = drawOwnInPage(workers.open);
  become("joined");
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("[O3] one decode is under way; of the moves meanwhile only the newest is drawn", () => {
  become("reconnecting");
  moveOwn([1, 0, 0]);
  workers.ready();
  for (let i = 2; i <= 51; i++) moveOwn([i / 10, 0, 0]);
  expect(workers.asked).toEqual([1]);
  workers.answer();
  expect(workers.asked).toEqual([1, Math.fround(5.1)]);
  workers.answer();
  vi.advanceTimersByTime(1_000);
  expect(workers.asked).toEqual([1, Math.fround(5.1)]);
  expect(live.own).toMatchObject({ imageSeq: 51, version: 2 });
});

it("[O4] the server's image for the same move wins back at once, an older one changes nothing", () => {
  become("reconnecting");
  moveOwn([1, 0, 0]);
  moveOwn([2, 0, 0]);
  workers.ready();
  workers.answer(7);
  vi.advanceTimersByTime(200);
  expect([shown(), useExplorer.getState().drawnBy]).toEqual([7, "page"]);
  serverDraws(1, 5);
  serverDraws(2, 6, 1);
  vi.advanceTimersByTime(200);
  expect([shown(), useExplorer.getState().drawnBy]).toEqual([7, "page"]);
  serverDraws(2, 8);
  vi.advanceTimersByTime(200);
  expect([shown(), useExplorer.getState().drawnBy]).toEqual([8, "server"]);
});

it("[O4] the page's image never replaces one of the server's for the same or a newer move", () => {
  become("reconnecting");
  moveOwn([1, 0, 0]);
  workers.ready();
  serverDraws(1, 8);
  workers.answer(7);
  expect([shown(), useExplorer.getState().drawnBy]).toEqual([8, "server"]);
});

it("[O2] a move that the server leaves without an image is drawn by the page", () => {
  moveOwn([1, 0, 0]);
  vi.advanceTimersByTime(300);
  expect(workers.opened).toHaveLength(0);
  vi.advanceTimersByTime(300);
  workers.ready();
  expect(workers.asked).toEqual([1]);
  workers.answer();
  serverDraws(1, 8);
  moveOwn([2, 0, 0]);
  expect(workers.asked).toEqual([1]);
});

it("[O7] nothing is loaded before the page has been joined and idle for a while", () => {
  vi.advanceTimersByTime(2_900);
  expect(workers.opened).toHaveLength(0);
  vi.advanceTimersByTime(20_000);
  expect(workers.opened).toHaveLength(1);
  expect(useExplorer.getState().pageDecoderReady).toBe(false);
  workers.ready();
  expect(useExplorer.getState().pageDecoderReady).toBe(true);
  become("reconnecting");
  vi.advanceTimersByTime(1_000);
  expect(workers.opened).toHaveLength(1);
});

it("[EX30] a decoder that is too large for pages is never fetched, also while the server is gone", () => {
  useExplorer.setState({ card: makeCard({ parameters: { encoder: 1, decoder: 9_000_000 } }) });
  vi.advanceTimersByTime(60_000);
  useExplorer.setState({ connection: { state: "reconnecting" } });
  moveOwn([1, 0, 0]);
  vi.advanceTimersByTime(60_000);
  expect(workers.opened).toHaveLength(0);
});

it("[O7] with the data saver on nothing is loaded until it is needed", () => {
  stop();
  Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });
  useExplorer.setState({ connection: { state: "connecting" } });
  stop = drawOwnInPage(workers.open);
  become("joined");
  vi.advanceTimersByTime(60_000);
  expect(workers.opened).toHaveLength(0);
  become("reconnecting");
  vi.advanceTimersByTime(200);
  expect(workers.opened).toHaveLength(1);
  Object.defineProperty(navigator, "connection", { value: undefined, configurable: true });
});

it("[O7] a load that failed is tried again, each time later", () => {
  vi.spyOn(console, "warn").mockReturnValue();
  become("reconnecting");
  vi.advanceTimersByTime(200);
  workers.opened[0]?.failed("no network");
  vi.advanceTimersByTime(4_900);
  expect(workers.opened).toHaveLength(1);
  vi.advanceTimersByTime(200);
  expect(workers.opened).toHaveLength(2);
  workers.opened[1]?.failed("no network");
  vi.advanceTimersByTime(9_900);
  expect(workers.opened).toHaveLength(2);
  vi.advanceTimersByTime(200);
  expect(workers.opened).toHaveLength(3);
});

it("[O7] other weights are another decoder", () => {
  become("reconnecting");
  vi.advanceTimersByTime(200);
  workers.ready();
  useExplorer.setState({ card: makeCard({ weightsHash: "1".repeat(64) }) });
  moveOwn([1, 0, 0]);
  expect(workers.opened).toHaveLength(2);
  expect(workers.asked).toEqual([]);
});
