/** How much one budget gives: on average `points / seconds`, at once at most `points`. */
export interface Allowance {
  points: number;
  seconds: number;
}

/** A class that joins at once costs little, and who guesses costs much. */
export const GUESS_WRONG = 10;
export const GUESS_RIGHT = 1;

/**
 * What the server gives to one person, one room, one address and all together. A class of sixty sits behind one address,
 * and its school may have several: whatever is bounded by address has room for far more than one class at its liveliest.
 */
export interface Limits {
  /** Commands: 20 a second, 60 at once. */
  person: Allowance;
  /** Sixty people who all spend their whole budget need 3,600 in three seconds. */
  room: Allowance;
  /** As many as a hundred people at their limit; three hundred at one command a second need 900. */
  address: Allowance;
  /**
   * Commands of an address's people in their first ten seconds, on top of their own: 20 a second, 240 at once, so that
   * new ids bring no new budget. Sixty who join together have four each; a page sends at most two.
   */
  newcomers: Allowance;
  /** Joins of an address: sixty in five seconds, twice that after a cut, and again. */
  join: Allowance;
  /** Open connections of an address and of the process. */
  connections: { address: number; process: number };
  /** Rooms made: for each of sixty pupils one, and as many again. */
  createRoom: Allowance;
  /** In a year 730,000 rows of .2 kB: 150 MB. */
  createRoomTotal: Allowance;
  /**
   * Guesses at join codes; a right one takes `GUESS_RIGHT` points, a wrong one `GUESS_WRONG`. An address has 200 wrong ones
   * in five minutes: a class of sixty who all mistype twice, and more. All addresses together have 1,000, 3.3 a second: of 5,000
   * people, as many as a process takes, one in ten mistypes. A code is one of 16⁸ = 4.3 · 10⁹, so who guesses at this rate
   * day and night hits a certain one after 20 years on average, one of a hundred that live after 75 days; and each
   * lives two hours. `latent_commons_join_alarms_total` counts refusals, and stays at zero where nobody guesses.
   */
  guess: Allowance;
  guessTotal: Allowance;
  /** Latents that are not known yet. 2,000 a second: a strip of twenty for each of a hundred people. */
  decode: Allowance;
  decodeTotal: Allowance;
  /** Link previews not drawn yet, 50 ms of one core each. */
  preview: Allowance;
  previewTotal: Allowance;
  /** Pictures of places: sixty pages that show five hundred each. */
  image: Allowance;
}

export const LIMITS: Limits = {
  person: { points: 60, seconds: 3 },
  room: { points: 6000, seconds: 3 },
  address: { points: 6000, seconds: 3 },
  newcomers: { points: 240, seconds: 12 },
  join: { points: 600, seconds: 60 },
  connections: { address: 600, process: 5000 },
  createRoom: { points: 120, seconds: 3600 },
  createRoomTotal: { points: 2000, seconds: 86_400 },
  guess: { points: 2000, seconds: 300 },
  guessTotal: { points: 10_000, seconds: 300 },
  decode: { points: 8192, seconds: 4 },
  decodeTotal: { points: 16_384, seconds: 4 },
  preview: { points: 60, seconds: 60 },
  previewTotal: { points: 240, seconds: 60 },
  image: { points: 30_000, seconds: 10 },
};
