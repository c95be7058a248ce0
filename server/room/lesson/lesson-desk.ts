import type { Clock } from "../../clock.ts";
import { AppError } from "../../protocol/errors.ts";
import type { ServerEventName, ServerEvents } from "../../protocol/events.ts";
import type { LessonState, WithLink } from "../../protocol/lesson.ts";
import { eventMessage } from "../../protocol/parser.ts";
import { allows, type Right } from "../../protocol/rights.ts";
import type { Seen } from "../../protocol/view-packet.ts";
import type { Secrets } from "../people.ts";
import type { Place } from "../place.ts";
import { createTicker, type Ticker } from "../ticker.ts";
import { Following } from "./following.ts";
import { Lesson } from "./lesson.ts";
import { NameMask } from "./name-mask.ts";
import { Views } from "./views.ts";

const FOLLOWERS_MS = 1000;
const LINKS_MS = 500;

interface LessonDeskOptions {
  clock: Clock;
  secrets: Secrets;
  seats: () => Iterable<Place>;
  tell: <E extends ServerEventName>(event: E, payload: ServerEvents[E]) => void;
  /** A view waits to be told with the next tick. */
  viewChanged: () => void;
  /** Images of some people are told no longer, or again. */
  imagesChanged: () => void;
  /** Names are hidden or shown: everything that holds some is told anew. */
  namesChanged: () => void;
}

/** A room's lesson and who follows whom; each change of it is told here. */
export class LessonDesk {
  readonly lesson: Lesson;
  readonly names: NameMask;
  readonly views = new Views();
  readonly #options: LessonDeskOptions;
  readonly #following = new Following();
  readonly #links: Ticker;
  readonly #followers: Ticker;
  /** What was last told of each who is followed. */
  readonly #told = new Map<number, string>();

  constructor(options: LessonDeskOptions) {
    const { clock, secrets } = options;
    this.#options = options;
    this.names = new NameMask(secrets);
    this.lesson = new Lesson((state, before) => this.#changed(state, before));
    this.#links = createTicker(
      () => this.#tellLinks(),
      () => LINKS_MS,
      clock,
    );
    this.#followers = createTicker(
      () => this.#tellFollowers(),
      () => FOLLOWERS_MS,
      clock,
    );
  }

  /** What a newcomer is told. */
  get snapshot(): { lesson: LessonState; with: WithLink[] } {
    return { lesson: this.lesson.state, with: this.#following.all };
  }

  /** While paused, only hosts change anything. */
  locks(held: Right, needed: Right): boolean {
    return this.lesson.state.paused && allows(needed, "edit") && !allows(held, "host");
  }

  /** @throws AppError `not_here` */
  give(slot: number, strength: "invite" | "bring" | "hold", by: number): void {
    this.#here(slot);
    this.lesson.give(slot, strength, by);
  }

  /** @throws AppError `forbidden` for whoever neither presents nor is a host */
  release({ slot, right }: Place): void {
    if (this.lesson.state.presenter?.slot !== slot && !allows(right, "host"))
      throw new AppError("forbidden", { message: "Only the presenter or a host ends this." });
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
    this.#options.viewChanged();
    this.#followers.mark();
  }

  seen(slot: number, seen: Seen): void {
    if (this.#following.seen(slot, seen, this.#options.clock.now())) this.#followers.mark();
  }

  /** Came, or came back. Says how many follow them, for the page may have been loaded anew. */
  entered(slot: number): void {
    this.#told.delete(slot);
    // A page that comes back counts its views from the start.
    this.views.forget(slot);
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
    this.views.forget(slot);
    this.#told.delete(slot);
    this.lesson.gone(slot);
    this.#followingChanged();
  }

  dispose(): void {
    this.#links.dispose();
    this.#followers.dispose();
  }

  #here(slot: number): void {
    for (const seat of this.#options.seats()) if (seat.slot === slot) return;
    throw new AppError("not_here");
  }

  #changed(state: LessonState, before: LessonState): void {
    const { tell, imagesChanged, namesChanged, seats } = this.#options;
    const { presenter, hidden } = state;
    if (presenter && presenter.slot !== before.presenter?.slot) {
      this.#following.leave(presenter.slot);
      this.#followingChanged();
    }
    if (presenter?.slot !== before.presenter?.slot) this.#told.clear();
    if (hidden.names && !before.hidden.names) this.names.hide([...seats()].map((s) => s.slot));
    if (!hidden.names) this.names.show();
    tell("lesson:put", state);
    if (hidden.names !== before.hidden.names) namesChanged();
    imagesChanged();
    this.#followers.mark();
  }

  #followingChanged(): void {
    this.#links.mark();
    this.#followers.mark();
  }

  #tellLinks(): void {
    const changes = this.#following.takeChanges();
    if (changes.length > 0) this.#options.tell("with:put", changes);
  }

  /** To those who are followed, and of the presenter to hosts too; what was told already is not told again. */
  #tellFollowers(): void {
    const now = this.#options.clock.now();
    const seats = [...this.#options.seats()].filter(({ wire }) => wire !== null);
    const online = seats.map(({ slot }) => slot);
    const presenter = this.lesson.state.presenter?.slot;
    const followed = this.#following.leaders;
    if (presenter !== undefined) followed.add(presenter);
    let again: number | null = null;
    for (const slot of new Set([...followed, ...this.#told.keys()])) {
      const presents = slot === presenter;
      const { followers, settlesMs } = this.#following.summary(slot, online, { presents, now });
      if (settlesMs !== null) again = Math.min(again ?? settlesMs, settlesMs);
      const message = eventMessage("followers:put", followers);
      if (this.#told.get(slot) === message) continue;
      if (followed.has(slot)) this.#told.set(slot, message);
      else {
        this.#told.delete(slot);
        this.views.forget(slot);
      }
      const packet = { message };
      for (const seat of seats)
        if (seat.slot === slot || (presents && allows(seat.right, "host"))) seat.wire?.send(packet);
    }
    if (again !== null) this.#followers.mark(again);
  }
}
