import { AppError } from "../../protocol/errors.ts";
import { type LessonState, NO_LESSON, type Strength } from "../../protocol/lesson.ts";

type Change = (state: LessonState, before: LessonState) => void;

/**
 * What goes on in a room: who presents and how strongly, pause, what is hidden, hands. Each change is one new state, told
 * by `changed`; one that changes nothing is not told. Knows no rights: who may do what is up to the commands.
 */
export class Lesson {
  readonly #changed: Change;
  readonly #endings: (() => void)[] = [];
  #state: LessonState = NO_LESSON;
  #rounds = 0;

  constructor(changed: Change) {
    this.#changed = changed;
  }

  get state(): LessonState {
    return this.#state;
  }

  /** Whatever else ends with a lesson (a task, a join code) says so here. */
  onEnd(end: () => void): void {
    this.#endings.push(end);
  }

  /** @param by who gives it: to oneself, to who asked, and to who has it already it needs no answer */
  give(slot: number, strength: Strength, by: number): void {
    const { presenter, asks } = this.#state;
    if (slot === by || asks.includes(slot) || presenter?.slot === slot)
      this.#present(slot, strength);
    else this.#set({ offer: { slot, strength } });
  }

  /** @throws AppError `not_offered` */
  answer(slot: number, accept: boolean): void {
    const { offer } = this.#state;
    if (offer?.slot !== slot) throw new AppError("not_offered");
    if (accept) this.#present(slot, offer.strength);
    else this.#set({ offer: null });
  }

  ask(slot: number, on: boolean): void {
    const { presenter } = this.#state;
    this.#set({ asks: among(this.#state.asks, slot, on && presenter?.slot !== slot) });
  }

  /** A wish for the spotlight, or an offer of it, is taken back. */
  decline(slot: number): void {
    const { asks, offer } = this.#state;
    this.#set({ asks: among(asks, slot, false), offer: offer?.slot === slot ? null : offer });
  }

  /** Random codes are drawn anew, for everyone. */
  roll(seed: number): void {
    this.#set({ codes: seed });
  }

  /** Everyone goes their own way again. */
  release(): void {
    this.#set({ presenter: null });
  }

  pause(paused: boolean): void {
    this.#set({ paused });
  }

  hide(hidden: { [K in keyof LessonState["hidden"]]?: boolean | undefined }): void {
    const { cursors, names, images } = this.#state.hidden;
    this.#set({
      hidden: {
        cursors: hidden.cursors ?? cursors,
        names: hidden.names ?? names,
        images: hidden.images ?? images,
      },
    });
  }

  hand(slot: number, up: boolean): void {
    this.#set({ hands: among(this.#state.hands, slot, up) });
  }

  lowerHands(): void {
    this.#set({ hands: [] });
  }

  setTour(tour: LessonState["tour"]): void {
    this.#set({ tour });
  }

  end(): void {
    this.#set(NO_LESSON);
    for (const end of this.#endings) end();
  }

  /** Someone left for good: what they held goes with them, a hold too. */
  gone(slot: number): void {
    const { presenter, hands, asks, offer } = this.#state;
    this.#set({
      presenter: presenter?.slot === slot ? null : presenter,
      hands: among(hands, slot, false),
      asks: among(asks, slot, false),
      offer: offer?.slot === slot ? null : offer,
    });
  }

  /** Whether others may be told this person's image: while others are hidden, only the presenter's. */
  showsImage(slot: number): boolean {
    const { hidden, paused, presenter } = this.#state;
    return !(hidden.images || hidden.cursors || paused) || presenter?.slot === slot;
  }

  #present(slot: number, strength: Strength): void {
    const { presenter } = this.#state;
    // Weaker words for the same presenter ask nobody again.
    const same = presenter?.slot === slot && presenter.strength === strength;
    if (!same) this.#rounds++;
    this.#set({
      presenter: { slot, strength, round: this.#rounds },
      asks: among(this.#state.asks, slot, false),
      offer: null,
    });
  }

  #set(change: Partial<LessonState>): void {
    const before = this.#state;
    const state = { ...before, ...change };
    if (JSON.stringify(state) === JSON.stringify(before)) return;
    this.#state = state;
    this.#changed(state, before);
  }
}

/** The list with or without `slot`; who is in it keeps their turn. */
function among(list: readonly number[], slot: number, on: boolean): number[] {
  if (on && list.includes(slot)) return [...list];
  const others = list.filter((other) => other !== slot);
  return on ? [...others, slot] : others;
}
