"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { decodeLatents } from "../../_explorer/decode.ts";
import { onAnimationFrame } from "../../_ui/frame-loop.ts";
import { prefersReducedMotion } from "../../_ui/use-media.ts";
import { type Contact, createSheet } from "./contact-sheet.ts";
import css from "./model-preview.module.css";
import { previewWalk } from "./preview-loop.ts";
import { sheetSize } from "./sheet-size.ts";

const LOOP_MS = 9000;
/** Decoded a little before it comes into view. */
const MARGIN = "200px";

/**
 * A contact sheet of images that the model decodes now, on the server, along a closed walk through its latent space;
 * each tile is a little further along the walk than the one before. Nothing is asked for before it is looked at.
 */
export function ModelPreview({ card }: { card: ModelCard }) {
  const t = useTranslations("models");
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    let draw: Contact | null = null;
    let asked = false;
    let stop: (() => void) | null = null;
    const play = (seen: boolean) => {
      stop?.();
      const moves = seen && draw && !prefersReducedMotion();
      stop = moves ? onAnimationFrame((now) => draw?.((now / LOOP_MS) % 1)) : null;
    };
    const load = () => {
      asked = true;
      const size = sheetSize(card.imageShape);
      decodeLatents(card.id, previewWalk(card, size.frames), abort.signal).then(
        (frames) => {
          if (!canvas.current || abort.signal.aborted) return;
          draw = createSheet(canvas.current, card.imageShape, size, frames);
          draw(0);
          play(true);
        },
        () => setFailed(!abort.signal.aborted),
      );
    };
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!asked && entry?.isIntersecting) load();
        play(entry?.isIntersecting ?? false);
      },
      { rootMargin: MARGIN },
    );
    if (canvas.current) observer.observe(canvas.current);
    return () => {
      abort.abort();
      observer.disconnect();
      stop?.();
    };
  }, [card]);
  return (
    <div className={css.frame}>
      <canvas ref={canvas} className={css.canvas} />
      {failed && <p className={css.failed}>{t("previewFailed")}</p>}
    </div>
  );
}
