import { liveChanged } from "../../live.ts";
import { type Corner, NO_CORNER } from "./tag-layout.ts";

let corner: Corner = NO_CORNER;

/** What a panel covers of the scene's upper left now. */
export function coveredCorner(): Corner {
  return corner;
}

/**
 * Keeps tags out from under an element in the scene's upper left corner, for as long as it is there: measured when its
 * size changes, since frames must not ask for layout. Returns the undo.
 */
export function coverCorner(element: HTMLElement | null): () => void {
  if (!element || typeof ResizeObserver === "undefined") return () => {};
  const measure = () => {
    const panel = element.getBoundingClientRect();
    const scene = document.querySelector("[data-scene]")?.getBoundingClientRect();
    const { left = 0, top = 0 } = scene ?? {};
    cover({ right: panel.right - left, bottom: panel.bottom - top });
  };
  const observer = new ResizeObserver(measure);
  observer.observe(element);
  return () => {
    observer.disconnect();
    cover(NO_CORNER);
  };
}

function cover(next: Corner): void {
  corner = next;
  liveChanged();
}
