import { create } from "zustand";
import type { Answer } from "../../../../server/protocol/task.ts";
import { decodeLatents } from "../../decode.ts";
import { type Drawing, drawingDesk } from "../../page-decoder/desk.ts";
import { useExplorer } from "../../store.ts";
import { latentsOf } from "./measure.ts";

/** Latents in one request to the server, where the page cannot draw. */
const ASKED_AT_ONCE = 64;

interface Film {
  latents: Float32Array[];
  /** As far as they are drawn. */
  frames: Uint8Array[];
}

const films = new WeakMap<Answer, Film>();

/** Rises with each picture that is there; `failed` when neither page nor server could draw the last ones. */
export const useAnswerPictures = create<{ version: number; failed: boolean }>()(() => ({
  version: 0,
  failed: false,
}));

/** Pictures of an answer, one or along its path; null until all are drawn. */
export function picturesOf(answer: Answer): readonly Uint8Array[] | null {
  const film = films.get(answer);
  return film && film.frames.length === film.latents.length ? film.frames : null;
}

interface Missing {
  film: Film;
  z: Float32Array;
}

function missing(answers: readonly Answer[], max: number): Missing[] {
  const found: Missing[] = [];
  for (const answer of answers) {
    const film = films.get(answer) ?? { latents: latentsOf(answer), frames: [] };
    films.set(answer, film);
    for (const z of film.latents.slice(film.frames.length)) {
      if (found.length >= max) return found;
      found.push({ film, z });
    }
  }
  return found;
}

function take(found: readonly Missing[], images: readonly Uint8Array[]): void {
  for (const [i, { film }] of found.entries()) {
    const image = images[i];
    if (image) film.frames.push(image);
  }
  useAnswerPictures.setState(({ version }) => ({ version: version + 1, failed: false }));
}

/**
 * Draws what the answers show: in this page where it can, else by the server, a request at a time.
 * @param wanted the answers as they are now, most wanted first
 */
export function drawAnswers(wanted: () => readonly Answer[]): {
  look: () => void;
  stop: () => void;
} {
  const desk = drawingDesk();
  const abort = new AbortController();
  let asking = false;

  const next = (max: number): Drawing | null => {
    const found = missing(wanted(), max);
    if (asking || found.length === 0) return null;
    const dim = found[0]?.z.length ?? 0;
    const z = new Float32Array(found.length * dim);
    for (const [i, one] of found.entries()) z.set(one.z, i * dim);
    const done = (pixels: Uint8Array) => {
      const size = pixels.length / found.length;
      take(
        found,
        found.map((_, i) => pixels.slice(i * size, (i + 1) * size)),
      );
    };
    return { z, count: found.length, done };
  };

  const ask = async (): Promise<void> => {
    const { card } = useExplorer.getState();
    const found = missing(wanted(), ASKED_AT_ONCE);
    if (!card || found.length === 0) return;
    const latents = found.map(({ z }) => z);
    take(found, await decodeLatents(card.id, latents, abort.signal));
    await ask();
  };

  const look = () => {
    if (asking) return;
    if (desk && useExplorer.getState().pageDecoderReady) return desk.look();
    asking = true;
    ask()
      .catch(() => {
        // Tried again with the next answer, or when the page can draw.
        if (!abort.signal.aborted) useAnswerPictures.setState({ failed: true });
      })
      .finally(() => {
        asking = false;
      });
  };

  const undo = [
    desk?.add({ next }),
    useExplorer.subscribe((now, before) => {
      if (now.pageDecoderReady && !before.pageDecoderReady) look();
    }),
    () => abort.abort(),
  ];
  desk?.load();
  return {
    look,
    stop() {
      for (const end of undo) end?.();
    },
  };
}
