"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { decodeLatents } from "../_explorer/decode.ts";
import { onAnimationFrame } from "../_ui/frame-loop.ts";
import { prefersReducedMotion } from "../_ui/use-media.ts";
import { type Contact, createSheet } from "./contact-sheet.ts";
import css from "./model-preview.module.css";
import { closedLoop, seedOf } from "./preview-loop.ts";

const FRAMES = 48;
const LOOP_MS = 9000;

/**
 * A contact sheet of images that the model decodes now, on the server, along a closed walk through its
 * latent space; each tile is a little further along the walk than the one before.
 */
export function ModelPreview({ card }: { card: ModelCard }) {
  const t = useTranslations("models");
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    let stop = () => {};
    const walk = closedLoop(card.latentDim, FRAMES, seedOf(card.id));
    decodeLatents(card.id, walk, abort.signal).then(
      (frames) => {
        if (!canvas.current || abort.signal.aborted) return;
        stop = play(canvas.current, createSheet(canvas.current, card.imageShape, frames));
      },
      () => setFailed(!abort.signal.aborted),
    );
    return () => {
      abort.abort();
      stop();
    };
  }, [card]);
  return (
    <div className={css.frame}>
      <canvas ref={canvas} className={css.canvas} />
      {failed && <p className={css.failed}>{t("previewFailed")}</p>}
    </div>
  );
}

/** Draws while the canvas is on screen; one still picture for those who asked for less motion. */
function play(canvas: HTMLCanvasElement, draw: Contact): () => void {
  draw(0);
  if (prefersReducedMotion()) return () => {};
  let stop: (() => void) | null = null;
  const observer = new IntersectionObserver(([entry]) => {
    stop?.();
    stop = entry?.isIntersecting ? onAnimationFrame((now) => draw((now / LOOP_MS) % 1)) : null;
  });
  observer.observe(canvas);
  return () => {
    observer.disconnect();
    stop?.();
  };
}
