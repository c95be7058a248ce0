const WRITES = "input:not([type=range]), textarea, select, [contenteditable]";
const PRESSED = "button, a, [role=tab], [role=radio]";
const STEERED =
  "input[type=range], [role=slider], [role=listbox], [role=menu], [role=tablist], [role=radiogroup]";
const STEERING = /^(Arrow|Page|Home$|End$)/;

/**
 * Whether a key belongs to what has the focus, or to the browser: it types there, presses it, or moves within it.
 * A slider keeps the focus after each drag of it and wants arrows and Home, but no letters.
 */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return false;
  // The help closes by the key that opened it.
  if (target.closest("dialog, [role=dialog]")) return event.key !== "?";
  if (target.closest(WRITES)) return true;
  if (event.key === " ") return target.closest(PRESSED) !== null;
  return STEERING.test(event.code || event.key) && target.closest(STEERED) !== null;
}
