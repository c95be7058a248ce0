import { after } from "../after.ts";
import { waitingMs } from "../latency.ts";
import { live, liveChanged, onLive, showImage } from "../live.ts";
import { tellDrawnBy, useExplorer } from "../store.ts";
import { type Drawing, openDesk } from "./desk.ts";
import type { OpenPageDecoder } from "./page-decoder.ts";
import { LATE_MS, pageShouldDraw } from "./take-over.ts";
import { savesData, whenIdle } from "./when-idle.ts";

/**
 * Draws the own image in this page while the server is slow or gone, newest move first, one at a time.
 *
 * Its files are fetched when the page is idle after joining, although they may never be used: once the server is
 * gone nobody can fetch them any more. With the browser's data saver on they wait until the server is slow.
 * @returns the undo
 */
export function drawOwnInPage(open?: OpenPageDecoder): () => void {
  const desk = openDesk(open);
  let clock: (() => void) | null = null;

  const check = () => {
    if (isDue()) desk.load();
    // Time passes also when nothing moves: a late image is noticed by the clock, which runs only while one is due.
    else if (live.movedAt.size > 0 && useExplorer.getState().connection.state === "joined")
      clock ??= after(LATE_MS + 1 - waitingMs(live), tick);
    desk.look();
  };

  const tick = () => {
    clock = null;
    check();
  };

  const stop = [
    desk.add({ next: nextOwn }),
    onLive(check),
    useExplorer.subscribe((now, before) => {
      if (
        now.connection !== before.connection ||
        now.card !== before.card ||
        now.engine !== before.engine
      )
        check();
    }),
    afterJoining(desk.load),
    desk.close,
  ];
  return () => {
    for (const end of stop) end();
    clock?.();
  };
}

/** Whether the page should draw its own moves itself now. */
function isDue(): boolean {
  const { connection, engine } = useExplorer.getState();
  return pageShouldDraw({
    connection: connection.state,
    failing: engine?.failing === true,
    waitingMs: waitingMs(live),
    latencies: live.latencies,
  });
}

function nextOwn(): Drawing | null {
  const { seq, z, own } = live;
  if (seq <= own.imageSeq || !isDue()) return null;
  if (z.length !== useExplorer.getState().card?.latentDim) return null;
  return { z, count: 1, done: (pixels) => showOwn(seq, pixels) };
}

/** Wakes whoever listens to `live`, the check for the next move among them. */
function showOwn(seq: number, pixels: Uint8Array): void {
  // Above live.seq: asked for before the room was entered anew.
  if (seq > live.own.imageSeq && seq <= live.seq) {
    showImage(live.own, seq, pixels);
    tellDrawnBy("page");
  }
  liveChanged();
}

function afterJoining(load: () => void): () => void {
  let stopWaiting = () => {};
  const begin = (joined: boolean) => {
    if (!joined) return;
    stopListening();
    if (!savesData()) stopWaiting = whenIdle(load);
  };
  const stopListening = useExplorer.subscribe((s) => begin(s.connection.state === "joined"));
  return () => {
    stopListening();
    stopWaiting();
  };
}
