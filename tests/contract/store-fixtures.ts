import { expect } from "vitest";
import type { Bookmark, LatentPath } from "../../server/protocol/entities.ts";
import { AppError, type ErrorCode } from "../../server/protocol/errors.ts";

/** float32 values that text, rounding or a wrong byte order would lose. */
export const AWKWARD = [
  -0,
  0,
  2 ** -149, // the smallest subnormal
  -(2 ** -126 - 2 ** -149), // the largest subnormal, negative
  2 ** -126,
  (2 - 2 ** -23) * 2 ** 127, // the largest float32
  1 + 2 ** -23,
  Math.fround(0.1),
  Math.fround(-Math.PI),
  8,
];

export function bookmarkOf(
  id: string,
  changes: Partial<Bookmark> = {},
): Omit<Bookmark, "createdAt"> {
  return {
    id,
    roomId: "roomaaaa",
    name: id,
    modelId: "digits-3d",
    weightsHash: "w1",
    z: [0.5, -0.25, 1],
    view: { position: [1, 2, 3], target: [0, 0, 0] },
    author: "Ada",
    thumbnail: "data:image/png;base64,iVBORw0KGgo=",
    ...changes,
  };
}

export function pathOf(
  id: string,
  changes: Partial<LatentPath> = {},
): Omit<LatentPath, "createdAt"> {
  return {
    id,
    roomId: "roomaaaa",
    name: id,
    modelId: "digits-3d",
    weightsHash: "w1",
    interpolation: "catmull-rom",
    seconds: 12.5,
    stops: [
      { label: "one", z: [0, 0.5, 1], thumbnail: "data:," },
      { label: "two", z: [1, -0.5, 0], thumbnail: "data:," },
    ],
    author: "Ada",
    ...changes,
  };
}

/** A clock that stands still until it is set. */
export function clock(start: string) {
  let at = new Date(start);
  return {
    now: () => at,
    set: (time: string) => {
      at = new Date(time);
    },
  };
}

export function names(list: readonly { name: string }[]): string[] {
  return list.map(({ name }) => name);
}

/** Expects an AppError of that code and returns it. */
export async function fails(work: Promise<unknown>, code: ErrorCode): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).code).toBe(code);
  return error as AppError;
}
