"use client";

import { useEffect, useState } from "react";
import { samplePath } from "../../../../server/latent/path.ts";
import type { Interpolation } from "../../../../server/protocol/entities.ts";
import { decodeLatents } from "../../decode.ts";

/** A drag of a stop changes the path many times a second; only where it rests is worth decoding. */
const SETTLE_MS = 150;

export type Film =
  | { state: "loading" }
  | { state: "ready"; frames: Uint8Array[] }
  | { state: "failed"; message: string };

interface FilmRequest {
  modelId: string | undefined;
  stops: readonly { readonly z: readonly number[] }[];
  interpolation: Interpolation;
  count: number;
}

/** Decodes `count` evenly spaced images along a path, anew whenever it changes. The old film stays until then. */
export function useFilm({ modelId, stops, interpolation, count }: FilmRequest): Film {
  const [film, setFilm] = useState<Film>({ state: "loading" });
  // Stops are compared by what they hold: names and pictures may change without another decode.
  const track = JSON.stringify(stops.map(({ z }) => z));
  useEffect(() => {
    const latents = (JSON.parse(track) as number[][]).map((z) => Float32Array.from(z));
    if (!modelId || latents.length < 2) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      decodeLatents(modelId, samplePath(latents, interpolation, count), abort.signal).then(
        (frames) => setFilm({ state: "ready", frames }),
        (cause: unknown) => {
          if (!abort.signal.aborted) setFilm({ state: "failed", message: String(cause) });
        },
      );
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [modelId, track, interpolation, count]);
  return film;
}
