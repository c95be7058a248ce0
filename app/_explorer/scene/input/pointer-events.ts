import type { Drag } from "./drag.ts";

/** Positions are normalised device coordinates: −1..1, y up. */
export interface PointerHandlers {
  overOwn: (x: number, y: number) => boolean;
  /** Shows everyone the place under it; false while this person does not point. */
  point: (x: number, y: number) => boolean;
  /** Takes hold of the own cursor. */
  grab: (x: number, y: number) => Drag;
  hover: (x: number, y: number) => void;
  leave: () => void;
  /** A click or tap that was no drag. */
  click: (x: number, y: number, touch: boolean) => void;
}

const CLICK_PX = 6;
const CLICK_MS = 600;

/**
 * Tells hover, click and drag apart on the scene's element. It listens before the camera does, and keeps a drag of
 * the own cursor from it.
 */
export function watchPointer(element: HTMLElement, handlers: PointerHandlers): () => void {
  const abort = new AbortController();
  const options = { capture: true, signal: abort.signal };
  let drag: Drag | null = null;
  let pressed: { id: number; x: number; y: number; time: number } | null = null;

  const at = ({ clientX, clientY }: PointerEvent): [number, number] => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [((clientX - left) / width) * 2 - 1, 1 - ((clientY - top) / height) * 2];
  };

  const down = (event: PointerEvent) => {
    const main = event.isPrimary && event.button === 0;
    pressed = main
      ? { id: event.pointerId, x: event.clientX, y: event.clientY, time: event.timeStamp }
      : null;
    if (!main) return;
    const place = at(event);
    if (handlers.point(...place)) {
      pressed = null;
      event.stopPropagation();
      return;
    }
    if (event.shiftKey || !handlers.overOwn(...place)) return;
    drag = handlers.grab(...place);
    event.stopPropagation();
    element.setPointerCapture(event.pointerId);
    element.style.cursor = "grabbing";
    handlers.leave();
  };

  const move = (event: PointerEvent) => {
    if (drag) {
      event.stopPropagation();
      if (event.isPrimary) drag.to(...at(event));
      return;
    }
    if (event.isPrimary && handlers.point(...at(event))) {
      event.stopPropagation();
      return;
    }
    if (event.buttons === 0 && event.pointerType !== "touch") rest(...at(event));
  };

  const rest = (x: number, y: number) => {
    const grip = handlers.overOwn(x, y);
    element.style.cursor = grip ? "grab" : "";
    if (grip) handlers.leave();
    else handlers.hover(x, y);
  };

  const up = (event: PointerEvent) => {
    const wasDrag = drag !== null;
    drag = null;
    const start = pressed;
    pressed = null;
    if (wasDrag) {
      event.stopPropagation();
      element.style.cursor = "grab";
      return;
    }
    if (event.type !== "pointerup" || start?.id !== event.pointerId) return;
    const still = Math.hypot(event.clientX - start.x, event.clientY - start.y) <= CLICK_PX;
    if (still && event.timeStamp - start.time < CLICK_MS)
      handlers.click(...at(event), event.pointerType === "touch");
  };

  element.addEventListener("pointerdown", down, options);
  element.addEventListener("pointermove", move, options);
  element.addEventListener("pointerup", up, options);
  element.addEventListener("pointercancel", up, options);
  // A lifted finger leaves too, and what it tapped should stay to be read.
  const leave = (event: PointerEvent) => {
    if (event.pointerType !== "touch") handlers.leave();
  };
  element.addEventListener("pointerleave", leave, { signal: abort.signal });
  return () => abort.abort();
}
