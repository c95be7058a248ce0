/** How strongly the spotlight takes people along, least first. */
export const STRENGTHS = ["invite", "bring", "hold"] as const;
/**
 * invite: a moment to refuse, then they follow; bring: they follow at once and may leave; hold: nobody leaves, and
 * latecomers land on it, until it is released.
 */
export type Strength = (typeof STRENGTHS)[number];

export interface Spotlight {
  slot: number;
  strength: Strength;
  /** Rises with each spotlight, so that a page that refused one is asked again by the next. */
  round: number;
}

/** What goes on in a room beside its people, places and paths: the same for everyone, and small. */
export interface LessonState {
  presenter: Spotlight | null;
  /** Everyone sees the presenter only, and nobody but hosts changes anything. */
  paused: boolean;
  /** Of everyone but the presenter. Names are kept from all but hosts by the server. */
  hidden: { cursors: boolean; names: boolean; images: boolean };
  /** Raised hands in the order in which they went up. */
  hands: number[];
  /** People who would like the spotlight, in the order in which they asked. */
  asks: number[];
  /** A host offers the spotlight, and waits for an answer. */
  offer: { slot: number; strength: Strength } | null;
  /** The tour that is being walked with everyone, and the stop it stands at. */
  tour: { id: string; at: number } | null;
  /** Seed of the random codes that everyone sees (latent/random-codes.ts). */
  codes: number;
}

export const NO_LESSON: LessonState = {
  presenter: null,
  paused: false,
  hidden: { cursors: false, names: false, images: false },
  hands: [],
  asks: [],
  offer: null,
  tour: null,
  codes: 1,
};

/** To someone who is followed, and to hosts while someone presents: who is with them. */
export interface Followers {
  /** Who is followed. */
  slot: number;
  count: number;
  /** Everyone else who is connected. */
  of: number;
  /** From the view's arrival at the server to the word that it was shown, of the slowest of those who are with them. */
  slowestMs: number;
  /** Who is not with the presenter; empty where nobody presents. */
  away: number[];
}

/** [who, with whom (0: nobody any more), whether they stand at that person's place]. Small, because a class is brought at once. */
export type WithLink = [slot: number, leader: number, place: 0 | 1];
