import { AppError } from "../protocol/errors.ts";
import { PEERS_PER_ROOM } from "../protocol/limits.ts";
import { type Answer, answerKind, type TaskAnswer, type TaskState } from "../protocol/task.ts";

/** Who hands in. The name is kept with the answer: its author may leave before it is looked at. */
export interface Author {
  slot: number;
  name: string;
  color: string;
}

interface Given {
  key: string;
  answer: Answer;
  by: Author;
}

/** What a host may change. */
export interface TaskChange {
  open?: boolean | undefined;
  reveal?: true | undefined;
  anonymous?: true | undefined;
}

/** Who looks: a host, or anyone else. */
export type Onlooker = "host" | "other";

/** A task and what was handed in, one answer a person. Pure and synchronous: tells nobody. */
export class Task {
  #state: TaskState;
  /** By slot, in the order of first handing in. */
  readonly #given = new Map<number, Given>();
  readonly #changed = new Set<Given>();

  constructor(state: TaskState) {
    this.#state = state;
  }

  get state(): TaskState {
    return this.#state;
  }

  /**
   * @throws AppError `bad_request` where a promise would be broken: answers given without names to each other are not
   * told one by one as they come in, which would name them
   */
  change({ open, reveal, anonymous }: TaskChange): TaskState {
    const next = { ...this.#state };
    if (anonymous && next.revealed && !next.anonymous)
      throw new AppError("bad_request", { message: "The names have been shown already." });
    if (anonymous) next.anonymous = true;
    if (reveal) Object.assign(next, { revealed: true, open: false });
    if (open !== undefined) next.open = open;
    if (next.anonymous && next.revealed && next.open)
      throw new AppError("bad_request", {
        message: "Answers without names are shown, so no more are taken. Set the task anew.",
      });
    this.#state = next;
    return next;
  }

  /**
   * Takes an answer in the place of the last one of the same person.
   * @param newKey makes a random name
   * @throws AppError `task_closed`, `task_mismatch`, `limit_reached`
   */
  hand(by: Author, answer: Answer, newKey: () => string): void {
    if (!this.#state.open) throw new AppError("task_closed");
    if (answer.kind !== answerKind(this.#state.goal)) throw new AppError("task_mismatch");
    const known = this.#given.get(by.slot);
    if (!known && this.#given.size >= PEERS_PER_ROOM)
      throw new AppError("limit_reached", {
        message: "This task has all the answers it can hold.",
      });
    const given = { key: known?.key ?? newKey(), answer, by };
    if (known) this.#changed.delete(known);
    this.#given.set(by.slot, given);
    this.#changed.add(given);
  }

  answerOf(slot: number): Answer | null {
    return this.#given.get(slot)?.answer ?? null;
  }

  /** The answers of these names that there are, in that order, with the authors that anyone may know. */
  find(keys: readonly string[]): { answer: Answer; by: Author | null }[] {
    const given = new Map([...this.#given.values()].map((one) => [one.key, one]));
    return [...new Set(keys)].flatMap((key) => {
      const one = given.get(key);
      return one ? { answer: one.answer, by: this.#state.anonymous ? null : one.by } : [];
    });
  }

  maySee(who: Onlooker): boolean {
    return who === "host" || this.#state.revealed;
  }

  /** All answers as `who` may see them, whether or not it is time to. */
  all(who: Onlooker): TaskAnswer[] {
    return this.#shown([...this.#given.values()], who);
  }

  /** Something was handed in since `settle`. */
  get changed(): boolean {
    return this.#changed.size > 0;
  }

  changes(who: Onlooker): TaskAnswer[] {
    return this.#shown([...this.#changed], who);
  }

  settle(): void {
    this.#changed.clear();
  }

  /** Ordered by their random names: the order of handing in says as much as a name. */
  #shown(given: Given[], who: Onlooker): TaskAnswer[] {
    return given
      .map(({ key, answer, by }) => ({ key, answer, by: this.#author(by, who) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  #author({ slot, name, color }: Author, who: Onlooker): TaskAnswer["by"] {
    if (who === "host") return { slot, name, color };
    return this.#state.anonymous ? null : { slot };
  }
}
