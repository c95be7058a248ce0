"use client";

import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { onLiveFrame } from "../../live-frame.ts";
import { useExplorer } from "../../store.ts";
import { drawTiles } from "./draw-tiles.ts";
import { createWallPainter } from "./paint-wall.ts";
import css from "./wall.module.css";
import { cornerOf, inSight, layoutWall, type WallLayout } from "./wall-layout.ts";
import { WallTile } from "./wall-tile.tsx";

interface WallGridProps {
  slots: readonly number[];
  maySpotlight: boolean;
  onFly: (slot: number) => void;
  onSpotlight: (slot: number) => void;
}

/** The tiles: one canvas with all pictures in sight, and over it what is pressed, read and reached by keys. */
export function WallGrid({ slots, maySpotlight, onFly, onSpotlight }: WallGridProps) {
  const t = useTranslations("wall");
  const peers = useExplorer((s) => s.peers);
  const hands = useExplorer((s) => s.lesson.hands);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [current, setCurrent] = useState(0);
  const layout = layoutWall(slots.length, size.width, size.height);
  useSize(scroller, setSize);
  usePictures({ scroller, canvas, slots, layout, size });

  const onClick = ({ target }: MouseEvent) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-act]") : null;
    if (!button) return;
    const act = button.dataset.act === "spotlight" ? onSpotlight : onFly;
    act(Number(button.dataset.slot));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const next = stepFrom(event.key, current, slots.length, layout.columns);
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    const tile = event.currentTarget.querySelector<HTMLElement>(`[data-tile="${next}"]`);
    tile?.focus();
  };
  return (
    <div ref={scroller} className={css.scroller} data-testid="wall-tiles">
      <div className={css.content} style={{ height: layout.rows * layout.rowHeight }}>
        <canvas ref={canvas} className={css.canvas} />
        <ul className={css.tiles} aria-label={t("label")} onClick={onClick} onKeyDown={onKeyDown}>
          {slots.map((slot, index) => {
            const peer = peers.get(slot);
            if (!peer) return null;
            return (
              <WallTile
                key={slot}
                {...cornerOf(layout, index)}
                peer={peer}
                index={index}
                edge={layout.edge}
                raised={hands.includes(slot)}
                current={index === Math.min(current, slots.length - 1)}
                maySpotlight={maySpotlight}
              />
            );
          })}
        </ul>
      </div>
    </div>
  );
}

function stepFrom(key: string, at: number, count: number, columns: number): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  return next !== undefined && next >= 0 && next < count ? next : null;
}

function useSize(
  element: React.RefObject<HTMLElement | null>,
  onSize: (size: { width: number; height: number }) => void,
): void {
  useEffect(() => {
    if (!element.current) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) onSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element, onSize]);
}

interface Pictures {
  scroller: React.RefObject<HTMLDivElement | null>;
  canvas: React.RefObject<HTMLCanvasElement | null>;
  slots: readonly number[];
  layout: WallLayout;
  size: { width: number; height: number };
}

/** Draws and paints the pictures in sight as they change, without React. */
function usePictures({ scroller, canvas, slots, layout, size }: Pictures): void {
  const shape = useExplorer((s) => s.card?.imageShape);
  const { edge, columns, rows, rowHeight } = layout;
  useEffect(() => {
    if (!canvas.current || !shape || size.width === 0) return;
    const painter = createWallPainter(canvas.current, shape);
    painter.resize(size.width, size.height);
    // One object for as long as it is the same: the painter tells by that whether all must be painted anew.
    const fixed = { edge, columns, rows, rowHeight };
    const view = () => {
      const scrolled = scroller.current?.scrollTop ?? 0;
      const range = inSight(fixed, slots.length, scrolled, size.height);
      return { slots, layout: fixed, scrolled, ...range };
    };
    const paint = () => void painter.paint(view());
    const drawing = drawTiles(() => {
      const { from, to } = view();
      return slots.slice(from, to);
    });
    const stopPainting = onLiveFrame(paint);
    const element = scroller.current;
    const onScroll = () => {
      paint();
      drawing.look();
    };
    element?.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      element?.removeEventListener("scroll", onScroll);
      stopPainting();
      drawing.stop();
    };
  }, [scroller, canvas, shape, slots, size, edge, columns, rows, rowHeight]);
}
