import { liveChanged } from "../../live.ts";
import { type Corner, NO_CORNER } from "./tag-layout.ts";

/** What panels cover of a picture, CSS pixels from its upper left. */
export interface Covered {
  corner: Corner;
  /** From here on to the right. */
  right: number;
  /** From the upper edge down to here. */
  top: number;
}

export const NOTHING_COVERED: Covered = {
  corner: NO_CORNER,
  right: Number.POSITIVE_INFINITY,
  top: 0,
};

let now = NOTHING_COVERED;

/** What panels cover of the scene now. */
export function coveredNow(): Covered {
  return now;
}

/** Keeps tags out from under an element in the scene's upper left corner, for as long as it is there. Returns the undo. */
export function coverCorner(element: HTMLElement | null): () => void {
  return measured(element, (panel, scene) => ({
    corner: { right: panel.right - scene.left, bottom: panel.bottom - scene.top },
  }));
}

/** Keeps tags inside the upper and the right edge of an element, what panels leave free, for as long as it is there. Returns the undo. */
export function coverBeyond(element: HTMLElement | null): () => void {
  return measured(element, (free, scene) => ({
    right: free.right - scene.left,
    top: free.top - scene.top,
  }));
}

/** Measures when the size changes, since frames must not ask for layout. */
function measured(
  element: HTMLElement | null,
  covers: (element: DOMRect, scene: { left: number; top: number }) => Partial<Covered>,
): () => void {
  if (!element || typeof ResizeObserver === "undefined") return () => {};
  let keys: (keyof Covered)[] = [];
  const observer = new ResizeObserver(() => {
    const scene = document.querySelector("[data-scene]")?.getBoundingClientRect();
    const part = covers(element.getBoundingClientRect(), scene ?? { left: 0, top: 0 });
    keys = Object.keys(part) as (keyof Covered)[];
    cover(part);
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    cover(Object.fromEntries(keys.map((key) => [key, NOTHING_COVERED[key]])));
  };
}

function cover(part: Partial<Covered>): void {
  now = { ...now, ...part };
  liveChanged();
}
