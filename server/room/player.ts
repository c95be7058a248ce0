import type { Clock } from "../clock.ts";
import type { LatentPath, Playback } from "../protocol/entities.ts";
import { headAt, headLatent, type Running, settle } from "./playback.ts";

const PLAYBACK_HZ = 30;

export interface PlayerOptions {
  clock: Clock;
  pathOf: (id: string) => LatentPath | undefined;
  /** Everyone hears where the playback stands; null: it stopped. */
  tell: (state: Playback | null) => void;
  move: (z: Float32Array) => void;
  /** What the head still waits for, or has shown, is of a playback that is over. */
  reset: () => void;
}

/** The room's shared playback: its head is a cursor like any other, decoded once for everyone. */
export class Player {
  readonly #options: PlayerOptions;
  #running: Running | null = null;
  #stopTimer: () => void = () => {};

  constructor(options: PlayerOptions) {
    this.#options = options;
  }

  /** The playback as it stands now, for newcomers and after each command. */
  now(): Playback | null {
    const path = this.#path();
    if (!this.#running || !path) return null;
    return settle(this.#running, path.seconds, this.#options.clock.now()).state;
  }

  /** Replaces the playback; null stops it. */
  set(state: Playback | null): void {
    this.#stopTimer();
    const another = state === null || state.pathId !== this.#running?.state.pathId;
    if (another) this.#options.reset();
    this.#running = state && { state, since: this.#options.clock.now() };
    this.#options.tell(state);
    this.#step();
  }

  /** A path was saved or removed. @param fits whether it may be played */
  pathChanged(id: string, fits: boolean): void {
    if (this.#running?.state.pathId !== id) return;
    if (fits) this.#moveHead();
    else this.set(null);
  }

  dispose(): void {
    this.#stopTimer();
    this.#options.reset();
  }

  #path(): LatentPath | undefined {
    return this.#running ? this.#options.pathOf(this.#running.state.pathId) : undefined;
  }

  #step(): void {
    this.#moveHead();
    if (!this.#running?.state.playing) return;
    this.#stopTimer = this.#options.clock.after(1000 / PLAYBACK_HZ, () => this.#step());
  }

  #moveHead(): void {
    const path = this.#path();
    if (!this.#running || !path) return;
    const at = headAt(this.#running, path.seconds, this.#options.clock.now());
    this.#options.move(headLatent(path, at));
    if (!this.#running.state.playing || at < 1) return;
    const ended = { ...this.#running.state, at: 1, playing: false };
    this.#running = { state: ended, since: this.#options.clock.now() };
    this.#options.tell(ended);
  }
}
