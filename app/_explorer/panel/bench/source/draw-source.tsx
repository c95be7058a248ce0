"use client";

import { Eraser } from "lucide-react";
import { type PointerEvent, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../../_ui/button.tsx";
import css from "../controls.module.css";
import { putPicture } from "./put-picture.ts";
import type { SourceProps } from "./set-source.ts";

const SIDE = 280;
/** As thick as the data's strokes, of 28 pixels about two and a half. */
const PEN = 24;

/** Light on dark, as the data are. Each stroke is put on the bench when it ends. */
export function DrawSource({ room }: SourceProps) {
  const t = useTranslations("bench.source");
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const context = () => canvas.current?.getContext("2d", { willReadFrequently: true });
  // Opaque, so that the edge of a stroke is as bright as it looks.
  const clear = () => {
    const pen = context();
    pen?.fillRect(0, 0, SIDE, SIDE);
  };
  useEffect(() => canvas.current?.getContext("2d")?.fillRect(0, 0, SIDE, SIDE), []);
  const stroke = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = context();
    if (!pen) return;
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const scale = SIDE / width;
    const to = { x: (event.clientX - left) * scale, y: (event.clientY - top) * scale };
    const from = last.current ?? to;
    Object.assign(pen, {
      lineWidth: PEN,
      lineCap: "round",
      lineJoin: "round",
      strokeStyle: "#fff",
    });
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    last.current = to;
  };
  const put = () => {
    last.current = null;
    const pen = context();
    if (!pen) return;
    const { data } = pen.getImageData(0, 0, SIDE, SIDE);
    putPicture({ rgba: data, width: SIDE, height: SIDE }, "drawing", room);
  };
  return (
    <>
      <canvas
        ref={canvas}
        className={css.pad}
        width={SIDE}
        height={SIDE}
        role="img"
        aria-label={t("draw")}
        data-testid="bench-pad"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          stroke(event);
        }}
        onPointerMove={(event) => last.current && stroke(event)}
        onPointerUp={put}
        onPointerCancel={put}
      />
      <div className={css.row}>
        <Button onClick={clear}>
          <Eraser /> {t("clear")}
        </Button>
      </div>
      <p className={css.note}>{t("drawn")}</p>
    </>
  );
}
