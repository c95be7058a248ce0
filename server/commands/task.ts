import { embeddingCount } from "../protocol/card-shape.ts";
import type { ParsedOf } from "../protocol/commands.ts";
import { AppError } from "../protocol/errors.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { Answer, TaskGoal } from "../protocol/task.ts";
import type { Seat } from "../room/live-room.ts";
import { createBookmark } from "./bookmarks.ts";
import type { CommandDeps } from "./deps.ts";
import { latentOf } from "./draw.ts";
import type { Handlers } from "./handler.ts";
import { savePath } from "./paths.ts";

type TaskCommand = Extract<keyof Handlers, `task:${string}`>;

/** A kept path is walked at this pace. */
const SECONDS_PER_STOP = 2;

/** Tasks: a host sets one, everyone answers, hosts compare, and reveal when they like. */
export function taskHandlers(deps: CommandDeps): Pick<Handlers, TaskCommand> {
  const { newId } = deps;
  return {
    "task:set"({ room }, { goal, words, anonymous }) {
      checkGoal(room.card, goal);
      if (goal.kind === "own" && !words)
        throw new AppError("bad_request", { message: "Write what everyone should find." });
      const fresh = { id: newId(), open: true, revealed: false };
      return room.tasks.set({ ...fresh, goal, words, anonymous });
    },
    "task:change": ({ room }, { taskId, ...change }) => room.tasks.change(taskId, change),
    "task:answer"(seat, { taskId, answer }) {
      const { room, slot } = seat;
      const kept = rounded(room.card, answer);
      const { name, color } = room.profiles.of(seat);
      room.tasks.hand(taskId, { slot, name, color }, kept, newId);
      return kept;
    },
    "task:keep": (seat, request) => keep(seat, request, deps),
    "task:end"({ room }, { taskId }) {
      room.tasks.end(taskId);
      return null;
    },
  };
}

/** @throws AppError `bad_request` when it names a class or a row that the model's data has not */
function checkGoal(card: ModelCard, goal: TaskGoal): void {
  const { length } = card.dataset.classNames;
  const labels = labelsOf(goal);
  if (labels.some((label) => label >= length))
    throw new AppError("bad_request", { message: "The data of this model has no such class." });
  if (new Set(labels).size < labels.length)
    throw new AppError("bad_request", { message: "Choose two different classes." });
  if (goal.kind === "datum" && goal.row >= embeddingCount(card))
    throw new AppError("bad_request", { message: "The data of this model has no such image." });
}

function labelsOf(goal: TaskGoal): readonly number[] {
  switch (goal.kind) {
    case "typical":
      return [goal.label];
    case "closest":
      return [goal.of, goal.to];
    case "boundary":
      return goal.between;
    case "path":
      return [goal.from, goal.to];
    case "datum":
    case "empty":
    case "own":
      return [];
    default:
      return goal satisfies never;
  }
}

/** Answers of a whole class travel at once: four decimals are finer than any measure shows. */
function rounded(card: ModelCard, answer: Answer): Answer {
  const round = (z: readonly number[]) =>
    [...latentOf(card, z)].map((v) => Math.round(v * 1e4) / 1e4);
  if (answer.kind === "place") return { kind: "place", z: round(answer.z) };
  return { ...answer, stops: answer.stops.map(round) };
}

/** Saves answers as places or paths, with their authors where these may be known. */
async function keep(
  seat: Seat,
  { taskId, keys, name }: ParsedOf<"task:keep">,
  deps: CommandDeps,
): Promise<number> {
  const { room } = seat;
  const { card } = room;
  const answers = room.tasks.find(taskId, keys);
  for (const [i, { answer, by }] of answers.entries()) {
    const numbered = `${name} ${i + 1}`;
    const author = by?.name ?? room.profiles.of(seat).name;
    if (answer.kind === "place") {
      await createBookmark(room, { card, name: numbered, z: answer.z, view: null, author }, deps);
      continue;
    }
    const { interpolation, stops } = answer;
    const seconds = SECONDS_PER_STOP * stops.length;
    const named = stops.map((z, stop) => ({ label: String(stop + 1), z }));
    const draft = { card, id: null, name: numbered, interpolation, seconds, stops: named, author };
    await savePath(room, draft, deps);
  }
  return answers.length;
}
