import type { Spotlight } from "../../../server/protocol/lesson.ts";

/** What is taken over of someone: where they stand, how they look at it, or both. Filter and panel come with each. */
export type Way = "place" | "camera" | "both";

export interface Followed {
  slot: number;
  way: Way;
}

/** Whom this page follows, and why. Changed only by the functions below, which know no clock and no page. */
export interface FollowState {
  following: (Followed & { by: "me" | "spotlight" }) | null;
  /** Nobody leaves until it is released. */
  held: boolean;
  /** Whom one press brings back. */
  back: Followed | null;
  /** The spotlight invites; without a word until then, this page follows. */
  invitation: { slot: number; until: number } | null;
  /** The last spotlight that was dealt with. */
  round: number;
}

export const ALONE: FollowState = {
  following: null,
  held: false,
  back: null,
  invitation: null,
  round: 0,
};

/** A moment to refuse. */
export const INVITATION_MS = 8000;

/** The room's spotlight is on, off, or on someone else. @param me the own slot @param now milliseconds */
export function spotlightIs(
  state: FollowState,
  spotlight: Spotlight | null,
  { me, now }: { me: number; now: number },
): FollowState {
  if (!spotlight || spotlight.slot === me) return released(state, spotlight);
  const { slot, strength, round } = spotlight;
  const along = { slot, way: "both", by: "spotlight" } as const;
  if (strength === "hold")
    return { following: along, held: true, back: null, invitation: null, round };
  const free = { ...state, held: false };
  if (round === state.round) return free;
  const already = state.following?.slot === slot;
  if (strength === "bring")
    return { ...free, following: along, back: null, invitation: null, round };
  const invitation = already ? null : { slot, until: now + INVITATION_MS };
  return { ...free, invitation, round };
}

/** Who went along because of the spotlight stands alone where they are; who chose someone stays with them. */
function released(state: FollowState, spotlight: Spotlight | null): FollowState {
  const { following, back, round } = state;
  const chosen = following?.by === "me" && !spotlight ? following : null;
  return {
    following: chosen,
    held: false,
    back: chosen ? null : following?.by === "spotlight" ? null : back,
    invitation: null,
    round: spotlight?.round ?? round,
  };
}

export function follow(state: FollowState, slot: number, way: Way): FollowState {
  if (state.held) return state;
  return { ...state, following: { slot, way, by: "me" }, back: null, invitation: null };
}

/** Yes to the spotlight, or no word against it. */
export function accept(state: FollowState): FollowState {
  const slot = state.invitation?.slot;
  if (slot === undefined) return state;
  const following = { slot, way: "both", by: "spotlight" } as const;
  return { ...state, following, back: null, invitation: null };
}

/** No to the spotlight, which one press takes back. */
export function refuse(state: FollowState): FollowState {
  const slot = state.invitation?.slot;
  if (slot === undefined) return state;
  return { ...state, back: { slot, way: "both" }, invitation: null };
}

export function leave(state: FollowState): FollowState {
  const { following, held } = state;
  if (!following || held) return state;
  return { ...state, following: null, back: { slot: following.slot, way: following.way } };
}

export function comeBack(state: FollowState): FollowState {
  const { back } = state;
  return back ? follow(state, back.slot, back.way) : state;
}

/** The person moved themselves: whoever had given that over goes their own way. */
export function ownMove(state: FollowState, part: "place" | "camera"): FollowState {
  const way = state.following?.way;
  return way === part || way === "both" ? leave(state) : state;
}

/** Someone left for good. */
export function gone(state: FollowState, slot: number): FollowState {
  return {
    ...state,
    following: state.following?.slot === slot ? null : state.following,
    held: state.held && state.following?.slot !== slot,
    back: state.back?.slot === slot ? null : state.back,
    invitation: state.invitation?.slot === slot ? null : state.invitation,
  };
}
