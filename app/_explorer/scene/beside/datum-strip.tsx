import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { fixed } from "../../../_i18n/number.ts";
import { text } from "../../../_i18n/text.ts";
import { useCardWords } from "../../../_i18n/use-card-words.ts";
import { createPainter } from "../../../_ui/paint.ts";
import { fetchErrors } from "../../beside/errors.ts";
import { linkFault, reconstructionOf, shadows, shownRow } from "../../beside/linked.ts";
import type { Seen } from "../../beside/reconstructions.ts";
import { useAtlas } from "../../cloud.ts";
import { className } from "../../colouring/data-words.ts";
import { drawThumbnail } from "../../draw-thumbnail.ts";
import { liveChanged } from "../../live.ts";
import { useLiveFrame } from "../../live-frame.ts";
import { useExplorer } from "../../store.ts";
import { splitOf } from "../cloud/hover-card.tsx";
import css from "./beside.module.css";

interface Props {
  room: Seen;
  beside: Seen;
}

/**
 * One datum as it is and as each model reconstructs it: the one under the pointer, else the one that links the cursors. It
 * changes as fast as a cursor is dragged, so frames write it and React does not.
 */
export function DatumStrip({ room, beside }: Props) {
  const t = useTranslations("beside");
  const name = useRef<HTMLElement>(null);
  const where = useRef<HTMLElement>(null);
  const fault = useRef<HTMLParagraphElement>(null);
  const datum = useDatumPicture(room.card);
  const left = usePicture(room);
  const right = usePicture(beside);
  // What has come since is drawn though nothing has moved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what has come.
  useEffect(liveChanged, [datum.image, left.errors, right.errors]);
  useLiveFrame(() => {
    const row = shownRow();
    if (row === null) return;
    setText(name.current, className(room.card.dataset, room.cloud.labels[row] ?? 0));
    setText(where.current, whereOf(room.card, row));
    setText(fault.current, linkFault() ?? "");
    datum.draw(row);
    const [before, after] = [left.errors?.[row], right.errors?.[row]];
    const known = before !== undefined && after !== undefined;
    left.draw(row, known && before < after);
    right.draw(row, known && after < before);
  });
  return (
    <section className={css.strip} aria-label={t("strip")} data-testid="datum-strip">
      <Picture {...left} label={t("reconstruction", { title: left.title })} />
      <figure className={css.datum}>
        <canvas ref={datum.ref} role="img" aria-label={t("datum")} />
        <figcaption>
          <strong ref={name} data-testid="datum-name" />
          <span ref={where} />
        </figcaption>
      </figure>
      <Picture {...right} label={t("reconstruction", { title: right.title })} />
      <p ref={fault} className={css.fault} role="status" />
    </section>
  );
}

function Picture({ canvas, caption, label }: Omit<Drawn, "draw"> & { label: string }) {
  const t = useTranslations("beside");
  return (
    <figure className={css.picture}>
      <canvas ref={canvas} role="img" aria-label={label} />
      <figcaption>
        <strong>{t("reconstructed")}</strong>
        <span className={css.measure}>{t("measure")}</span>
        <span ref={caption} />
      </figcaption>
    </figure>
  );
}

/** How far the datum is from the own cursor, or that the pointer chose it. */
function whereOf(card: ModelCard, row: number): string {
  const split = text(`scene.split.${splitOf(card, row)}`);
  const hovered = useExplorer.getState().hovered !== null;
  return hovered
    ? text("beside.underPointer", { split })
    : text("beside.nearest", { split, distance: fixed(shadows.distance, 2) });
}

/** A model's image of a datum, with its error. */
function usePicture({ card }: Seen) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const caption = useRef<HTMLElement>(null);
  const errors = useErrors(card);
  const paint = usePainter(canvas, card);
  const { title } = useCardWords()(card);
  const shown = useRef<Uint8Array | null>(null);
  const draw = (row: number, better: boolean) => {
    const image = reconstructionOf({ card }, row);
    if (image && image !== shown.current) paint.current?.(image);
    shown.current = image ?? shown.current;
    const value = errors?.[row];
    setText(caption.current, value === undefined ? "" : errorText(value, better));
    caption.current?.toggleAttribute("data-better", better);
  };
  return { canvas, caption, title, errors, draw };
}

type Drawn = ReturnType<typeof usePicture>;

function errorText(error: number, better: boolean): string {
  return text("beside.error", { error: fixed(error, 4), better: better ? "yes" : "no" });
}

function useErrors(card: ModelCard): Float32Array | null {
  const [errors, setErrors] = useState<Float32Array | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    setErrors(null);
    void fetchErrors(card, abort.signal).then((got) => {
      if (!abort.signal.aborted) setErrors(got);
    });
    return () => abort.abort();
  }, [card]);
  return errors;
}

function usePainter(canvas: RefObject<HTMLCanvasElement | null>, card: ModelCard) {
  const paint = useRef<ReturnType<typeof createPainter> | null>(null);
  useEffect(() => {
    paint.current = canvas.current && createPainter(canvas.current, card.imageShape);
  }, [canvas, card]);
  return paint;
}

/** The small picture of a datum that the cloud has. */
function useDatumPicture({ dataset }: ModelCard) {
  const ref = useRef<HTMLCanvasElement>(null);
  const image = useAtlas((state) => state.image);
  const shown = useRef<{ image: ImageBitmap | null; row: number }>({ image: null, row: -1 });
  const draw = (row: number) => {
    if (row === shown.current.row && image === shown.current.image) return;
    shown.current = { image, row };
    drawThumbnail(ref.current, image, dataset, row);
  };
  return { ref, draw, image };
}

function setText(element: HTMLElement | null, words: string): void {
  if (element && element.textContent !== words) element.textContent = words;
}
