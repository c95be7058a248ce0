import type { Interpolation } from "./entities.ts";

/**
 * What a host asks of everyone in the room. Rows and labels are those of the model's data, which every page holds: the
 * measures are computed where the answers are looked at (server/latent), never on the wire.
 */
export type TaskGoal =
  /** As near to one image of the data as possible. */
  | { kind: "datum"; row: number }
  /** The most typical image of a class: near the mean of its latents. */
  | { kind: "typical"; label: number }
  /** "The 7 closest to a 1": still of one class, as near to another as possible. */
  | { kind: "closest"; of: number; to: number }
  /** On the boundary between two classes. */
  | { kind: "boundary"; between: [number, number] }
  /** Inside the cloud, where the data is thinnest. */
  | { kind: "empty" }
  /** A path from one class to another whose images never jump. */
  | { kind: "path"; from: number; to: number }
  /** The host's own words; nothing is measured, answers are compared. */
  | { kind: "own" };

export interface TaskState {
  id: string;
  goal: TaskGoal;
  /** The host's words beside the goal; what an `own` task consists of. */
  words: string | null;
  /** Answers are taken. */
  open: boolean;
  /** Who answered is told to hosts alone. */
  anonymous: boolean;
  /** Everyone may see the answers. */
  revealed: boolean;
}

export type Answer =
  | { kind: "place"; z: number[] }
  | { kind: "path"; interpolation: Interpolation; stops: number[][] };

/** One person's answer as someone else is told it. */
export interface TaskAnswer {
  /** Random, the same while the task lasts; names the answer, never its author. */
  key: string;
  answer: Answer;
  /** Null where the receiver may not know. Names and colours go to hosts: the others know those who are here. */
  by: { slot: number; name?: string; color?: string } | null;
}

/** Answers that are new or changed, or all there are. */
export interface TaskAnswers {
  taskId: string;
  whole: boolean;
  put: TaskAnswer[];
}

/** The task as a latecomer is told it. */
export interface TaskSnapshot {
  state: TaskState;
  /** What this seat has handed in. */
  mine: Answer | null;
  /** Null while this seat may not see them. */
  answers: TaskAnswer[] | null;
}

/** What an answer to the goal consists of. */
export const answerKind = ({ kind }: TaskGoal): Answer["kind"] =>
  kind === "path" ? "path" : "place";
