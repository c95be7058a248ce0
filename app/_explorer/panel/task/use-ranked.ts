import { useEffect, useMemo, useState } from "react";
import type { Answer, TaskAnswer, TaskGoal } from "../../../../server/protocol/task.ts";
import { after } from "../../after.ts";
import { type Cloud, useExplorer } from "../../store.ts";
import { useTask } from "../../task-state.ts";
import { picturesOf, useAnswerPictures } from "./answer-pictures.ts";
import { type Ranked, rank } from "./compare.ts";
import { type Measured, measure } from "./measure.ts";
import { taskData } from "./task-data.ts";

/** Of a frame; five hundred answers that are revealed at once are measured over several. */
const BUDGET_MS = 8;

interface Known {
  goal: TaskGoal;
  cloud: Cloud;
  frames: readonly Uint8Array[] | null;
  measured: Measured;
}

const known = new WeakMap<Answer, Known>();

/** The answers that this page may see, measured and best first; `left` of them are not measured yet. */
export function useRanked(): { ranked: readonly Ranked[]; left: number } {
  const task = useTask((s) => s.task);
  const answers = useTask((s) => s.answers);
  const cloud = useExplorer((s) => s.cloud);
  const drawn = useAnswerPictures((s) => (task?.goal.kind === "path" ? s.version : 0));
  const [turn, setTurn] = useState(0);
  const goal = task?.goal;
  // biome-ignore lint/correctness/useExhaustiveDependencies: pictures that were drawn change what is measured, and each turn measures some more.
  const result = useMemo(() => {
    if (!goal || !answers || !cloud) return { ranked: [], left: 0 };
    const measured = measureSome(goal, cloud, [...answers.values()]);
    return { ranked: rank(goal, measured), left: answers.size - measured.length };
  }, [goal, answers, cloud, drawn, turn]);
  useEffect(
    () => (result.left > 0 ? after(0, () => setTurn((last) => last + 1)) : undefined),
    [result],
  );
  return result;
}

/** What is measured already, and as much more as the budget allows. */
function measureSome(goal: TaskGoal, cloud: Cloud, answers: readonly TaskAnswer[]) {
  const end = performance.now() + BUDGET_MS;
  const data = taskData(cloud);
  return answers.flatMap((given) => {
    const { answer } = given;
    const frames = picturesOf(answer);
    const last = known.get(answer);
    if (last?.goal === goal && last.cloud === cloud && last.frames === frames)
      return { ...given, measured: last.measured };
    if (performance.now() > end) return [];
    const measured = measure(goal, answer, data, frames);
    known.set(answer, { goal, cloud, frames, measured });
    return { ...given, measured };
  });
}
