import type { Clock } from "../clock.ts";
import { AppError } from "../protocol/errors.ts";
import type { ServerEventName, ServerEvents } from "../protocol/events.ts";
import { eventMessage } from "../protocol/parser.ts";
import { allows } from "../protocol/rights.ts";
import type { Answer, TaskSnapshot, TaskState } from "../protocol/task.ts";
import type { Place } from "./place.ts";
import { type Author, type Onlooker, Task, type TaskChange } from "./task.ts";
import { createTicker, type Ticker } from "./ticker.ts";

/** Answers reach those who watch them at most four times a second, however many are handed in. */
const ANSWERS_MS = 250;

interface TaskDeskOptions {
  seats: () => Iterable<Place>;
  clock: Clock;
}

const onlooker = ({ right }: Pick<Place, "right">): Onlooker =>
  allows(right, "host") ? "host" : "other";

/** A room's task and who is told what of it: each change of it is told here, so that no answer reaches the wrong seat. */
export class TaskDesk {
  readonly #options: TaskDeskOptions;
  readonly #ticker: Ticker;
  #task: Task | null = null;

  constructor(options: TaskDeskOptions) {
    this.#options = options;
    this.#ticker = createTicker(
      () => this.#tellChanges(),
      () => ANSWERS_MS,
      options.clock,
    );
  }

  set(state: TaskState): TaskState {
    this.#task = new Task(state);
    this.#tell(() => true, "task:put", state);
    return state;
  }

  /** @throws AppError `task_over`, and what Task.change throws */
  change(taskId: string, change: TaskChange): TaskState {
    const task = this.#current(taskId);
    const before = task.state;
    const state = task.change(change);
    // What waits goes out by the rules under which it was handed in.
    this.#tellChanges(before.revealed);
    this.#tell(() => true, "task:put", state);
    if (state.revealed && !before.revealed) this.#tellAll((who) => who === "other");
    return state;
  }

  /** @throws AppError `task_over`, and what Task.hand throws */
  hand(taskId: string, by: Author, answer: Answer, newKey: () => string): void {
    this.#current(taskId).hand(by, answer, newKey);
    this.#ticker.mark();
  }

  /** @throws AppError `task_over` */
  find(taskId: string, keys: readonly string[]): ReturnType<Task["find"]> {
    return this.#current(taskId).find(keys);
  }

  /** The task of that id ends; without one, whichever there is. Ending what is over changes nothing. */
  end(taskId?: string): void {
    if (!this.#task || (taskId && taskId !== this.#task.state.id)) return;
    this.#task = null;
    this.#tell(() => true, "task:put", null);
  }

  /** What this seat is told when it joins. */
  snapshot(seat: Place): TaskSnapshot | null {
    const task = this.#task;
    if (!task) return null;
    const who = onlooker(seat);
    const answers = task.maySee(who) ? task.all(who) : null;
    return { state: task.state, mine: task.answerOf(seat.slot), answers };
  }

  /** Its right was changed: a new host sees what hosts see. Who is none any more keeps nothing; the page sees to that. */
  rightChanged(seat: Place): void {
    const task = this.#task;
    const who = onlooker(seat);
    if (!task?.maySee(who)) return;
    this.#tell((_, other) => other === seat, "task:answers", this.#whole(task, who));
  }

  dispose(): void {
    this.#ticker.dispose();
  }

  #current(taskId: string): Task {
    if (this.#task?.state.id !== taskId) throw new AppError("task_over");
    return this.#task;
  }

  #tellChanges(revealed = this.#task?.state.revealed): void {
    const task = this.#task;
    if (!task?.changed) return;
    const { id } = task.state;
    for (const to of revealed ? (["host", "other"] as const) : (["host"] as const)) {
      const put = task.changes(to);
      this.#tell((who) => who === to, "task:answers", { taskId: id, whole: false, put });
    }
    task.settle();
  }

  #tellAll(receives: (who: Onlooker) => boolean): void {
    const task = this.#task;
    if (task) this.#tell(receives, "task:answers", this.#whole(task, "other"));
  }

  #whole(task: Task, who: Onlooker): ServerEvents["task:answers"] {
    return { taskId: task.state.id, whole: true, put: task.all(who) };
  }

  #tell<E extends ServerEventName>(
    receives: (who: Onlooker, seat: Place) => boolean,
    event: E,
    payload: ServerEvents[E],
  ): void {
    let packet: { message: string } | null = null;
    for (const seat of this.#options.seats()) {
      if (!seat.wire || !receives(onlooker(seat), seat)) continue;
      packet ??= { message: eventMessage(event, payload) };
      seat.wire.send(packet);
    }
  }
}
