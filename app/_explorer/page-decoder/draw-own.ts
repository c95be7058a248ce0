import { after } from "../after.ts";
import { waitingMs } from "../latency.ts";
import { live, liveChanged, onLive, showImage } from "../live.ts";
import { tellDrawnBy, useExplorer } from "../store.ts";
import { type OpenPageDecoder, openPageDecoder, type PageDecoder } from "./page-decoder.ts";
import { LATE_MS, pageShouldDraw } from "./take-over.ts";
import { savesData, whenIdle } from "./when-idle.ts";

const RETRY_MS = 5_000;

/**
 * Draws the own image in this page while the server is slow or gone, newest move first, one at a time.
 *
 * Its files are fetched when the page is idle after joining, although they may never be used: once the server is
 * gone nobody can fetch them any more. With the browser's data saver on they wait until the server is slow.
 * @returns the undo
 */
export function drawOwnInPage(open: OpenPageDecoder = openPageDecoder): () => void {
  let decoder: PageDecoder | null = null;
  let model: string | null = null;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let clock: (() => void) | null = null;

  const close = () => {
    decoder?.close();
    decoder = null;
    model = null;
    useExplorer.setState({ pageDecoderReady: false });
  };

  const again = () => {
    retry = null;
    load();
  };

  const load = () => {
    const { card } = useExplorer.getState();
    if (!card || retry !== null || model === card.weightsHash) return;
    close();
    model = card.weightsHash;
    decoder = open(card, {
      ready() {
        failures = 0;
        useExplorer.setState({ pageDecoderReady: true });
        check();
      },
      image: showOwn,
      failed(reason) {
        console.warn(`This page cannot draw by itself yet: ${reason}`);
        close();
        retry = setTimeout(again, RETRY_MS * 2 ** failures++);
      },
    });
  };

  const check = () => {
    const { connection, card, engine } = useExplorer.getState();
    const { latencies } = live;
    const waiting = waitingMs(live);
    const state = connection.state;
    const failing = engine?.failing === true;
    if (!pageShouldDraw({ connection: state, failing, waitingMs: waiting, latencies })) {
      // Time passes also when nothing moves: a late image is noticed by the clock, which runs only while one is due.
      if (live.movedAt.size > 0 && state === "joined") clock ??= after(LATE_MS + 1 - waiting, tick);
      return;
    }
    load();
    if (!decoder?.free || live.seq <= live.own.imageSeq) return;
    if (model === card?.weightsHash && live.z.length === card?.latentDim)
      decoder.draw(live.seq, live.z);
  };

  const tick = () => {
    clock = null;
    check();
  };

  const stopListening = [
    onLive(check),
    useExplorer.subscribe((now, before) => {
      if (
        now.connection !== before.connection ||
        now.card !== before.card ||
        now.engine !== before.engine
      )
        check();
    }),
  ];
  const stopPrefetch = afterJoining(load);
  return () => {
    for (const stop of stopListening) stop();
    clock?.();
    stopPrefetch();
    if (retry !== null) clearTimeout(retry);
    close();
  };
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
