import type { Clock } from "../../clock.ts";
import { AppError } from "../../protocol/errors.ts";
import type { Lists } from "../../protocol/events.ts";
import type { LessonState, Strength, WithLink } from "../../protocol/lesson.ts";
import { eventMessage } from "../../protocol/parser.ts";
import { allows, type Right } from "../../protocol/rights.ts";
import type { Seen } from "../../protocol/view-packet.ts";
import { type People, toPeer } from "../people.ts";
import type { Place } from "../place.ts";
import { type Seats, say } from "../seats.ts";
import { createTicker, type Ticker } from "../ticker.ts";
import { Following } from "./following.ts";
import { Lesson } from "./lesson.ts";
import { Views } from "./views.ts";

const FOLLOWERS_MS = 1000;
const LINKS_MS = 500;
/** A presenter's move and view leave the page together: so long a view waits for the image that goes with it. */
const VIEW_GATHER_MS = 8;

interface LessonDeskOptions<S extends Place> {
  clock: Clock;
  seats: Seats<S>;
  people: People;
  /** There is something to tell with a tick, at the latest in so long. */
  mark: (afterMs: number) => void;
  /** This person's cursor or image is told no longer; when it is again, then whole. */
  cursorHidden: (slot: number) => void;
  /** All that holds names, for someone. */
  lists: (slot: number) => Lists;
}

/** A room's lesson and who follows whom; each change of it is told here. */
export class LessonDesk<S extends Place> {
  readonly lesson: Lesson;
  readonly views = new Views();
  readonly #options: LessonDeskOptions<S>;
  readonly #following = new Following();
  readonly #links: Ticker;
  readonly #followers: Ticker;
  /** What was last told of each who is followed. */
  readonly #told = new Map<number, string>();

  constructor(options: LessonDeskOptions<S>) {
    const { clock } = options;
    this.#options = options;
    this.lesson = new Lesson((state, before) => this.#changed(state, before));
    const links = () => this.#tellLinks();
    this.#links = createTicker(links, () => LINKS_MS, clock);
    const followers = () => this.#tellFollowers();
    this.#followers = createTicker(followers, () => FOLLOWERS_MS, clock);
  }

  /** What a newcomer is told. */
  snapshot(seat: S): Lists & { lesson: LessonState; with: WithLink[] } {
    const lists = this.shownTo(seat, this.#options.lists(seat.slot));
    return { ...lists, lesson: this.lesson.state, with: this.#following.all };
  }

  /** `value` as this person may know it: names may be hidden. */
  shownTo<T>(seat: S, value: T): T {
    return this.#options.seats.shownTo(seat, value);
  }

  /** Names are told to hosts only. */
  rightChanged(seat: S): void {
    if (this.lesson.state.hidden.names) this.#tellLists(seat);
    this.#followers.mark();
  }

  /** While paused, only hosts change anything. */
  locks(held: Right, needed: Right): boolean {
    return this.lesson.state.paused && needed === "edit" && !allows(held, "host");
  }

  /** @throws AppError `not_here` */
  give(slot: number, strength: Strength, by: number): void {
    this.#here(slot);
    this.lesson.give(slot, strength, by);
  }

  /** @throws AppError `forbidden` for whoever neither presents nor is a host */
  release({ slot, right }: S): void {
    if (this.lesson.state.presenter?.slot !== slot && !allows(right, "host"))
      throw new AppError("forbidden");
    this.lesson.release();
  }

  /** @throws AppError `not_here`, `follows_you` */
  follow(slot: number, to: { slot: number; place: boolean } | null): void {
    if (to) this.#here(to.slot);
    // Whoever presents goes their own way.
    if (to && this.lesson.state.presenter?.slot !== slot)
      this.#following.follow(slot, to.slot, to.place);
    else this.#following.leave(slot);
    this.#followingChanged();
  }

  /** A view, wanted only while someone follows. */
  view(slot: number, seq: number, bytes: Uint8Array): void {
    const wanted = this.lesson.state.presenter?.slot === slot || this.#following.isFollowed(slot);
    if (!wanted || !this.views.put({ slot, seq, bytes })) return;
    this.#following.viewArrived(slot, seq, this.#options.clock.now());
    this.#options.mark(VIEW_GATHER_MS);
    this.#followers.mark();
  }

  seen(slot: number, seen: Seen): void {
    if (this.#following.seen(slot, seen, this.#options.clock.now())) this.#followers.mark();
  }

  /** Tells this person's cursor to nobody, or to everyone again. */
  hideCursor(slot: number, hidden: boolean): void {
    const { people, seats, cursorHidden } = this.#options;
    const session = people.session(slot);
    if (!session || session.hidden === hidden) return;
    session.hidden = hidden;
    seats.tell("peer:put", toPeer(session));
    cursorHidden(slot);
  }

  /** Came, or came back: the page may have been loaded anew, and counts its views from the start. */
  entered(slot: number): void {
    this.#forget(slot);
    this.#following.restart(slot);
    this.#followers.mark();
  }

  /** The connection is lost. Who follows them waits; they themselves say anew whom they follow. */
  lost(slot: number): void {
    this.#following.leave(slot);
    this.#followingChanged();
  }

  /** Left for good. */
  gone(slot: number): void {
    this.#following.gone(slot);
    this.#forget(slot);
    this.lesson.gone(slot);
    this.#followingChanged();
  }

  dispose(): void {
    this.#links.dispose();
    this.#followers.dispose();
  }

  #here(slot: number): void {
    if (!this.#options.seats.at(slot)) throw new AppError("not_here");
  }

  #changed(state: LessonState, before: LessonState): void {
    const { seats, cursorHidden } = this.#options;
    const { presenter, hidden } = state;
    if (presenter?.slot !== before.presenter?.slot) {
      if (presenter) this.#following.leave(presenter.slot);
      // Both are told anew: who is away matters of a presenter only.
      for (const spotlight of [presenter, before.presenter])
        if (spotlight) this.#told.set(spotlight.slot, "");
      this.#followingChanged();
    }
    seats.hideNames(hidden.names);
    seats.tell("lesson:put", state);
    for (const seat of seats.all) {
      // Hosts went on hearing names.
      if (hidden.names !== before.hidden.names && !allows(seat.right, "host"))
        this.#tellLists(seat);
      if (!this.lesson.showsImage(seat.slot)) cursorHidden(seat.slot);
    }
    // Images that come back are told with the next tick.
    this.#options.mark(0);
    this.#followers.mark();
  }

  #tellLists(seat: S): void {
    say(seat, "lists:put", this.shownTo(seat, this.#options.lists(seat.slot)));
  }

  #followingChanged(): void {
    this.#links.mark();
    this.#followers.mark();
  }

  #tellLinks(): void {
    const changes = this.#following.takeChanges();
    if (changes.length > 0) this.#options.seats.tell("with:put", changes);
  }

  /** To those who are followed, and of the presenter to hosts too; what was told already is not told again. */
  #tellFollowers(): void {
    const now = this.#options.clock.now();
    const seats = [...this.#options.seats.all].filter(({ wire }) => wire !== null);
    const online = seats.map(({ slot }) => slot);
    const presenter = this.lesson.state.presenter?.slot;
    const followed = this.#following.leaders;
    if (presenter !== undefined) followed.add(presenter);
    for (const slot of new Set([...followed, ...this.#told.keys()])) {
      const presents = slot === presenter;
      const { followers, settlesMs } = this.#following.summary(slot, online, { presents, now });
      if (settlesMs !== null) this.#followers.mark(settlesMs);
      const message = eventMessage("followers:put", followers);
      if (this.#told.get(slot) === message) continue;
      this.#told.set(slot, message);
      const hears = (seat: S) => seat.slot === slot || (presents && allows(seat.right, "host"));
      for (const seat of seats) if (hears(seat)) seat.wire?.send({ message });
      if (!followed.has(slot)) this.#forget(slot);
    }
  }

  /** Nobody follows them any more. */
  #forget(slot: number): void {
    this.#told.delete(slot);
    this.views.forget(slot);
  }
}
