import type { ElementType } from "../graph/ports.ts";

/** What the import asks of the process that runs a foreign model. */
export type Ask =
  | { kind: "open"; key: string; file: string }
  | { kind: "run"; key: string; feed: Feed; wanted: readonly string[]; as: "floats" | "bytes" };

export interface Feed {
  name: string;
  type: ElementType;
  dims: readonly number[];
  values: Float32Array;
}

/** An output's numbers, whatever type they had; `bytes` are of pixels in 0..1. Only one of both is filled. */
export interface Output {
  name: string;
  dims: readonly number[];
  values: Float32Array;
  bytes: Uint8Array;
}

export type Request = Ask & { id: number };
export type Reply = { id: number; outputs: Output[] } | { id: number; error: string };
