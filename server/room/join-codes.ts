import type { Clock } from "../clock.ts";
import { JOIN_CODE_ALPHABET, type JoinCode } from "../protocol/join-code.ts";

const LIFE_MS = 2 * 3_600_000;
/** As many as rooms with a class in one process could be; more than that is somebody who only opens codes. */
const CODES_MAX = 10_000;
/** What stands out without its vowels; such a code is drawn again. */
const UNSPEAKABLE = /FCK|FKC|FQQ|WTF|[CD]CK|BTCH|KKK|XXX|PZD|BZD|PDR|PDZ|ZHP|DRC[HK]/;

interface Live {
  roomId: string;
  code: string;
  /** Milliseconds, monotonic. */
  until: number;
}

/**
 * Codes that lead to rooms while a lesson lasts: one for each room, in memory, whoever of its hosts is there. Eight of
 * sixteen letters are 2³² codes; edge/limits.ts says how many may be tried.
 */
export class JoinCodes {
  readonly #byRoom = new Map<string, Live>();
  readonly #byCode = new Map<string, Live>();
  readonly #now: () => number;
  readonly #randomBytes: (count: number) => Uint8Array;

  constructor(options: Pick<Clock, "now"> & { randomBytes: (count: number) => Uint8Array }) {
    this.#now = options.now;
    this.#randomBytes = options.randomBytes;
  }

  /** The room's live code; a new one where it has none. */
  open(roomId: string): JoinCode {
    return this.of(roomId) ?? this.#make(roomId);
  }

  /** Lets the code live as long again as a new one, from now; a new one where it died meanwhile. */
  extend(roomId: string): JoinCode {
    const live = this.#byRoom.get(roomId);
    if (!live || !this.#lives(live)) return this.#make(roomId);
    live.until = this.#now() + LIFE_MS;
    return this.#tell(live);
  }

  /** The lesson is over: the code leads nowhere from now on. */
  end(roomId: string): void {
    const live = this.#byRoom.get(roomId);
    if (live) this.#drop(live);
  }

  of(roomId: string): JoinCode | null {
    const live = this.#byRoom.get(roomId);
    return live && this.#lives(live) ? this.#tell(live) : null;
  }

  /** The room that a code leads to; null for one that never was as for one that is dead. */
  find(code: string): string | null {
    const live = this.#byCode.get(code);
    return live && this.#lives(live) ? live.roomId : null;
  }

  /** Codes that lead somewhere. */
  get size(): number {
    this.#prune();
    return this.#byRoom.size;
  }

  #make(roomId: string): JoinCode {
    this.end(roomId);
    if (this.#byRoom.size >= CODES_MAX) this.#prune();
    // All of them alive: the one that would die first gives way.
    const first = this.#byRoom.size >= CODES_MAX && this.#oldest();
    if (first) this.#drop(first);
    const live = { roomId, code: this.#draw(), until: this.#now() + LIFE_MS };
    this.#byRoom.set(roomId, live);
    this.#byCode.set(live.code, live);
    return this.#tell(live);
  }

  #draw(): string {
    for (;;) {
      const letters = Array.from(this.#randomBytes(8), (byte) => JOIN_CODE_ALPHABET[byte & 15]);
      const code = letters.join("");
      if (!this.#byCode.has(code) && !UNSPEAKABLE.test(code)) return code;
    }
  }

  #tell({ code, until }: Live): JoinCode {
    return { code, leftMs: until - this.#now() };
  }

  #lives({ until }: Live): boolean {
    return this.#now() < until;
  }

  #prune(): void {
    for (const live of this.#byRoom.values()) if (!this.#lives(live)) this.#drop(live);
  }

  #oldest(): Live | undefined {
    let oldest: Live | undefined;
    for (const live of this.#byRoom.values())
      if (!oldest || live.until < oldest.until) oldest = live;
    return oldest;
  }

  #drop({ roomId, code }: Live): void {
    this.#byRoom.delete(roomId);
    this.#byCode.delete(code);
  }
}
