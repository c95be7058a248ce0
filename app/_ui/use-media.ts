import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds now; false while rendered on the server. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (callback: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", callback);
      return () => list.removeEventListener("change", callback);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  );
}

/** Below this width columns become a bottom sheet. */
export const COMPACT = "(max-width: 899px)";

/** Whether the person asked the system for less motion; asked anew each time, since it may change. */
export function prefersReducedMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
