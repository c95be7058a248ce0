"use client";

import { useEffect, useRef } from "react";
import { useAtlas } from "../../cloud.ts";
import { useExplorer } from "../../store.ts";
import css from "./task.module.css";

/** One picture of the data. */
export function DatumPicture({ row }: { row: number }) {
  const atlas = useAtlas((s) => s.image);
  const layout = useExplorer((s) => s.card?.atlas);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !atlas || !layout) return;
    const { cell, columns } = layout;
    const [x, y] = [(row % columns) * cell, Math.floor(row / columns) * cell];
    context.drawImage(atlas, x, y, cell, cell, 0, 0, cell, cell);
  }, [atlas, layout, row]);
  if (!layout) return null;
  return <canvas ref={canvas} className={css.datum} width={layout.cell} height={layout.cell} />;
}
