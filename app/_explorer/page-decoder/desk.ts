import { fitsPages } from "../../../server/protocol/card-shape.ts";
import { useExplorer } from "../store.ts";
import { type OpenPageDecoder, openPageDecoder, type PageDecoder } from "./page-decoder.ts";

const RETRY_MS = 5_000;
/** The own image waits for no more than what is being drawn: so much of it at once. */
const BATCH_MS = 12;
const BATCH_MAX = 64;

/** Latents to draw together, one after another in `z`. */
export interface Drawing {
  z: Float32Array;
  count: number;
  /** Gets their images, one after another. Not called when the decoder fails first. */
  done: (pixels: Uint8Array) => void;
}

/** Somebody who has things to draw. */
export interface Drawer {
  /**
   * What to draw now, of at most `max` latents; null: nothing. Asked only when the decoder is free, so that whatever
   * waited is the newest.
   */
  next: (max: number) => Drawing | null;
}

/** This page's own decoder, and who may use it: one drawing at a time, the first drawer's before all others'. */
export interface DrawingDesk {
  /** Fetches and opens the decoder of the room's model, unless it is there, on its way, or too large for pages. */
  load: () => void;
  /** Something may have changed: whoever has something to draw is asked for it. */
  look: () => void;
  add: (drawer: Drawer) => () => void;
  close: () => void;
}

let current: DrawingDesk | null = null;

/** The desk of this page, while a room is open. */
export const drawingDesk = (): DrawingDesk | null => current;

export function openDesk(open: OpenPageDecoder = openPageDecoder): DrawingDesk {
  const drawers: Drawer[] = [];
  const pace = createPace();
  let decoder: PageDecoder | null = null;
  let drawing: Drawing | null = null;
  let model: string | null = null;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | null = null;

  const drop = () => {
    decoder?.close();
    decoder = drawing = model = null;
    useExplorer.setState({ pageDecoderReady: false });
  };

  const load = () => {
    const { card } = useExplorer.getState();
    if (!card || retry !== null || model === card.weightsHash) return;
    drop();
    if (!fitsPages(card)) return;
    model = card.weightsHash;
    decoder = open(card, {
      ready() {
        failures = 0;
        useExplorer.setState({ pageDecoderReady: true });
        look();
      },
      images(pixels) {
        const finished = drawing;
        drawing = null;
        pace.ended(finished?.count ?? 1);
        finished?.done(pixels);
        look();
      },
      failed(reason) {
        console.warn(`This page cannot draw by itself yet: ${reason}`);
        drop();
        retry = setTimeout(again, RETRY_MS * 2 ** failures++);
      },
    });
  };

  const again = () => {
    retry = null;
    load();
  };

  const look = () => {
    if (!decoder?.free || model !== useExplorer.getState().card?.weightsHash) return;
    for (const drawer of drawers) {
      drawing = drawer.next(pace.batch);
      if (!drawing) continue;
      pace.began();
      decoder.draw(drawing.z, drawing.count);
      return;
    }
  };

  const desk: DrawingDesk = {
    load,
    look,
    add(drawer) {
      drawers.push(drawer);
      look();
      return () => void drawers.splice(drawers.indexOf(drawer), 1);
    },
    close() {
      if (retry !== null) clearTimeout(retry);
      drop();
      if (current === desk) current = null;
    },
  };
  current = desk;
  return desk;
}

/** How many images take BATCH_MS, by how long the last ones took. */
function createPace() {
  let perImageMs = BATCH_MS;
  let startedAt = 0;
  return {
    get batch() {
      return Math.max(1, Math.min(BATCH_MAX, Math.floor(BATCH_MS / perImageMs)));
    },
    began() {
      startedAt = performance.now();
    },
    ended(count: number) {
      const each = (performance.now() - startedAt) / count;
      perImageMs += (each - perImageMs) / 4;
    },
  };
}
