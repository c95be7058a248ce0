import { AppError } from "../../protocol/errors.ts";
import type { Followers, WithLink } from "../../protocol/lesson.ts";
import type { Seen } from "../../protocol/view-packet.ts";

/** Longer without a word that a view was shown, and someone is not with the presenter. */
export const AWAY_MS = 3000;
/** Two seconds of views. */
const ARRIVALS_MAX = 64;
/** "slowest 0.4 s" is told in steps, so that a figure that only trembles is not told. */
const STEP_MS = 100;

interface Link {
  leader: number;
  place: boolean;
  seenSeq: number;
  latencyMs: number;
}

interface Arrival {
  seq: number;
  at: number;
}

/**
 * Who goes along with whom, and how far each has got with what they are shown. Pure: time is handed in.
 * Nobody follows in a circle, so that two pages never chase each other.
 */
export class Following {
  readonly #links = new Map<number, Link>();
  readonly #arrivals = new Map<number, Arrival[]>();
  readonly #changed = new Set<number>();

  /** @throws AppError `follows_you` */
  follow(slot: number, leader: number, place: boolean): void {
    for (let at: number | undefined = leader; at; at = this.#links.get(at)?.leader)
      if (at === slot) throw new AppError("follows_you");
    const known = this.#links.get(slot);
    if (known?.leader === leader && known.place === place) return;
    const fresh = { seenSeq: 0, latencyMs: 0 };
    this.#links.set(slot, { ...(known?.leader === leader ? known : fresh), leader, place });
    this.#changed.add(slot);
  }

  leave(slot: number): void {
    if (this.#links.delete(slot)) this.#changed.add(slot);
  }

  /** Left for good: whoever followed them stands alone. */
  gone(slot: number): void {
    this.leave(slot);
    for (const [follower, { leader }] of this.#links) if (leader === slot) this.leave(follower);
    this.#arrivals.delete(slot);
  }

  /** Their page was loaded anew, and counts its views from the start. */
  restart(slot: number): void {
    this.#arrivals.delete(slot);
    for (const link of this.#links.values()) if (link.leader === slot) link.seenSeq = 0;
  }

  isFollowed(slot: number): boolean {
    for (const { leader } of this.#links.values()) if (leader === slot) return true;
    return false;
  }

  /** Everyone who is followed. */
  get leaders(): Set<number> {
    return new Set([...this.#links.values()].map(({ leader }) => leader));
  }

  get all(): WithLink[] {
    return [...this.#links.keys()].map((slot) => this.#linkOf(slot));
  }

  /** What changed since the last call. */
  takeChanges(): WithLink[] {
    const changes = [...this.#changed].map((slot) => this.#linkOf(slot));
    this.#changed.clear();
    return changes;
  }

  viewArrived(slot: number, seq: number, now: number): void {
    const arrivals = this.#arrivals.get(slot) ?? [];
    this.#arrivals.set(slot, arrivals);
    arrivals.push({ seq, at: now });
    if (arrivals.length > ARRIVALS_MAX) arrivals.shift();
  }

  /** False for a word that says nothing new. */
  seen(follower: number, { slot, seq, heldMs }: Seen, now: number): boolean {
    const link = this.#links.get(follower);
    const arrivals = this.#arrivals.get(slot) ?? [];
    const newest = arrivals.at(-1)?.seq ?? 0;
    if (link?.leader !== slot || seq <= link.seenSeq || seq > newest) return false;
    link.seenSeq = seq;
    const arrival = arrivals.find((known) => known.seq >= seq);
    if (arrival) link.latencyMs = Math.max(0, now - arrival.at - heldMs);
    return true;
  }

  /**
   * Who is with `slot`, among the people who are connected.
   * @param presents whether those who are not with them are named
   * @returns `settles`: milliseconds after which this may read otherwise though nothing comes; null when it stands
   */
  summary(
    slot: number,
    online: readonly number[],
    { presents, now }: { presents: boolean; now: number },
  ): { followers: Followers; settlesMs: number | null } {
    const arrivals = this.#arrivals.get(slot) ?? [];
    const others = online.filter((other) => other !== slot);
    const away: number[] = [];
    let slowest = 0;
    let settlesMs: number | null = null;
    for (const other of others) {
      const link = this.#links.get(other);
      const unseen = arrivals.find(({ seq }) => seq > (link?.seenSeq ?? 0));
      const lag = unseen ? now - unseen.at : 0;
      if (link?.leader !== slot || lag >= AWAY_MS) away.push(other);
      else {
        slowest = Math.max(slowest, link.latencyMs);
        if (unseen) settlesMs = Math.max(settlesMs ?? 0, AWAY_MS - lag);
      }
    }
    return {
      followers: {
        slot,
        count: others.length - away.length,
        of: others.length,
        slowestMs: Math.round(slowest / STEP_MS) * STEP_MS,
        away: presents ? away : [],
      },
      settlesMs,
    };
  }

  #linkOf(slot: number): WithLink {
    const link = this.#links.get(slot);
    return [slot, link?.leader ?? 0, link?.place ? 1 : 0];
  }
}
