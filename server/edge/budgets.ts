import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type Allowance, GUESS_RIGHT, GUESS_WRONG, LIMITS, type Limits } from "./limits.ts";

/** Who sends a command. Each part is known to the server by itself: a key that a client chooses limits nobody. */
interface Sender {
  /** The seat, kept when the connection changes. */
  person: string;
  room: string;
  address: string;
  /** Seated for less than ten seconds. */
  fresh: boolean;
}

/** What may still be spent. Each answers false when it is spent; entries vanish when their window ends. */
export interface Budgets {
  /** @param cost in commands: a path of 64 stops costs more than a rename */
  command: (sender: Sender, cost: number) => Promise<boolean>;
  join: (address: string) => Promise<boolean>;
  /** Takes a connection, at once; null when there are too many. Call what it returns when the connection is gone. */
  connect: (address: string) => (() => void) | null;
  createRoom: (address: string) => Promise<boolean>;
  /**
   * Takes a guess at a join code, before it is looked at; null when too many were wrong. Call what it returns when it was
   * right. Taken first and given back, so that guesses that come together are not more than the budget.
   */
  guess: (address: string) => Promise<(() => Promise<void>) | null>;
  /** @param latents that must really be decoded */
  decode: (address: string, latents: number) => Promise<boolean>;
  preview: (address: string) => Promise<boolean>;
  image: (address: string) => Promise<boolean>;
}

const EVERYONE = "everyone";

/** Budgets of one process, in memory. */
export function createBudgets(limits: Limits = LIMITS): Budgets {
  const person = createSpender(limits.person);
  const room = createSpender(limits.room);
  const address = createSpender(limits.address);
  const newcomers = createSpender(limits.newcomers);
  const join = createSpender(limits.join);
  const createRoom = createSpender(limits.createRoom);
  const createRoomTotal = createSpender(limits.createRoomTotal);
  const guess = createSpender(limits.guess);
  const guessTotal = createSpender(limits.guessTotal);
  const decode = createSpender(limits.decode);
  const decodeTotal = createSpender(limits.decodeTotal);
  const preview = createSpender(limits.preview);
  const previewTotal = createSpender(limits.previewTotal);
  const image = createSpender(limits.image);
  // The narrowest first: what it refuses is not taken from those that others share.
  return {
    command: async (sender, cost) =>
      (await person(sender.person, cost)) &&
      (!sender.fresh || (await newcomers(sender.address, cost))) &&
      (await address(sender.address, cost)) &&
      (await room(sender.room, cost)),
    join,
    connect: createConnectionCount(limits.connections),
    createRoom: async (who) => (await createRoom(who)) && createRoomTotal(EVERYONE),
    async guess(who) {
      if (!(await guess(who, GUESS_WRONG)) || !(await guessTotal(EVERYONE, GUESS_WRONG)))
        return null;
      return async () => {
        await guess.giveBack(who, GUESS_WRONG - GUESS_RIGHT);
        await guessTotal.giveBack(EVERYONE, GUESS_WRONG - GUESS_RIGHT);
      };
    },
    decode: async (who, latents) => (await decode(who, latents)) && decodeTotal(EVERYONE, latents),
    preview: async (who) => (await preview(who)) && previewTotal(EVERYONE),
    image,
  };
}

/** A window opens with the first cost and gives `points` until it ends, so the average never exceeds the allowance. */
function createSpender({ points, seconds }: Allowance) {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  const spend = async (key: string, cost = 1): Promise<boolean> => {
    try {
      await limiter.consume(key, cost);
      return true;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return false;
      throw refused;
    }
  };
  const giveBack = (key: string, cost: number) => limiter.reward(key, cost);
  return Object.assign(spend, { giveBack });
}

function createConnectionCount(max: Limits["connections"]): Budgets["connect"] {
  const open = new Map<string, number>();
  let total = 0;
  return (address) => {
    const count = open.get(address) ?? 0;
    if (count >= max.address || total >= max.process) return null;
    open.set(address, count + 1);
    total++;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      total--;
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    };
  };
}
