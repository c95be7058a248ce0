import { create } from "zustand";
import { ALONE, type FollowState } from "./follow-rules.ts";

/** Whom this page follows. Written by `changeFollow` only; components read it. */
export const useFollow = create<FollowState>()(() => ALONE);

/** Applies one of the rules. */
export function changeFollow(rule: (state: FollowState) => FollowState): void {
  const before = useFollow.getState();
  const after = rule(before);
  if (after !== before) useFollow.setState(after, true);
}
