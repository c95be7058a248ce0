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

const REDUCED_MOTION = "(prefers-reduced-motion: reduce)";

/** As `prefersReducedMotion`, for components whose frames ask often: it renders when the wish changes. */
export function useReducedMotion(): boolean {
  return useMedia(REDUCED_MOTION);
}

/** Whether the person asked the system for less motion; asked anew each time, since it may change. */
export function prefersReducedMotion(): boolean {
  return matchMedia(REDUCED_MOTION).matches;
}
