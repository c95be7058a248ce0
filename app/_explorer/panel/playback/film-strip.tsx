"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { Interpolation } from "../../../../server/protocol/entities.ts";
import { toRgba } from "../../../_ui/paint.ts";
import { COMPACT, useMedia } from "../../../_ui/use-media.ts";
import { useExplorer } from "../../store.ts";
import css from "./film-strip.module.css";
import { useFilm } from "./use-film.ts";

interface FilmStripProps {
  stops: readonly { readonly z: readonly number[] }[];
  interpolation: Interpolation;
  /** Images; as many as fit above a phone's or a laptop's dock where left out. */
  count?: number;
  /** Lies over the strip: the scrubber. */
  children?: ReactNode;
}

/** Decoded images along a path, side by side, with a mark at every stop. */
export function FilmStrip({ stops, interpolation, count: wanted, children }: FilmStripProps) {
  const t = useTranslations("playback");
  const card = useExplorer((s) => s.card);
  const [height, width] = card?.imageShape ?? [1, 1];
  const usual = useMedia(COMPACT) ? 16 : 20;
  const count = wanted ?? Math.round(usual * asManyOf(height / width));
  const film = useFilm({ modelId: card?.id, stops, interpolation, count });
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (film.state !== "ready" || !canvas.current || !card) return;
    paintStrip(canvas.current, card.imageShape, film.frames);
  }, [film, card]);
  return (
    <div className={css.film} style={{ "--cell": `calc(100% / ${count})` } as React.CSSProperties}>
      <canvas
        ref={canvas}
        className={css.canvas}
        data-testid="film-strip"
        role="img"
        aria-label={t("film", { count })}
        style={{ aspectRatio: (count * width) / height }}
      />
      {film.state === "failed" && <p className={css.failed}>{t("filmFailed")}</p>}
      <div className={css.stops} aria-hidden="true">
        {stops.map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: marks have no identity but their place.
          <span key={i} style={{ left: `${(100 * i) / (stops.length - 1)}%` }} />
        ))}
      </div>
      {children}
    </div>
  );
}

/** Of wide images fewer fit, so that they can be told apart; of tall ones more, so that the strip does not cover the scene. */
const asManyOf = (heightOfWidth: number) => Math.min(1.6, Math.max(0.5, heightOfWidth));

function paintStrip(
  canvas: HTMLCanvasElement,
  [height, width, channels]: readonly [number, number, 1 | 3],
  frames: readonly Uint8Array[],
): void {
  canvas.width = width * frames.length;
  canvas.height = height;
  const context = canvas.getContext("2d");
  const tile = context?.createImageData(width, height);
  if (!context || !tile) return;
  for (const [i, frame] of frames.entries()) {
    toRgba(frame, channels, tile.data);
    context.putImageData(tile, i * width, 0);
  }
}
