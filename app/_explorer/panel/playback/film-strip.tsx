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
  const usual = useMedia(COMPACT) ? 16 : 20;
  const count = wanted ?? usual;
  const card = useExplorer((s) => s.card);
  const film = useFilm({ modelId: card?.id, stops, interpolation, count });
  const [height, width] = card?.imageShape ?? [1, 1];
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
