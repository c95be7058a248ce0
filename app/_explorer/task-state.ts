import { create } from "zustand";
import type {
  Answer,
  TaskAnswer,
  TaskAnswers,
  TaskSnapshot,
  TaskState,
} from "../../server/protocol/task.ts";

interface TaskStore {
  /** What everyone is asked to find; null when there is no task. */
  task: TaskState | null;
  /** What this page has handed in, as the server keeps it. */
  mine: Answer | null;
  /** By key; null while this page may not see them. */
  answers: ReadonlyMap<string, TaskAnswer> | null;
}

const none: TaskStore = { task: null, mine: null, answers: null };

/** The task as this page may know it. The panels that show it are loaded when there is one. */
export const useTask = create<TaskStore>()(() => none);

export function resetTask(): void {
  useTask.setState(none);
}

const byKey = (answers: readonly TaskAnswer[]) =>
  new Map(answers.map((answer) => [answer.key, answer]));

/** What the server says on joining, which takes the place of everything known before. */
export function enterTask(snapshot: TaskSnapshot | null): void {
  if (!snapshot) {
    resetTask();
    return;
  }
  const { state, mine, answers } = snapshot;
  useTask.setState({ task: state, mine, answers: answers && byKey(answers) });
}

export function putTask(task: TaskState | null): void {
  const same = task !== null && useTask.getState().task?.id === task.id;
  useTask.setState(same ? { task } : { ...none, task });
}

export function putAnswers({ taskId, whole, put }: TaskAnswers): void {
  const { task, answers } = useTask.getState();
  if (task?.id !== taskId) return;
  const known = whole ? [] : [...(answers ?? [])];
  useTask.setState({ answers: new Map([...known, ...byKey(put)]) });
}

/** This page's person is no host any more. */
export function forgetHiddenAnswers(): void {
  if (useTask.getState().task?.revealed !== true) useTask.setState({ answers: null });
}
