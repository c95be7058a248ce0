import { expect } from "vitest";
import type { Bookmark } from "../../server/protocol/entities.ts";
import { AppError, type ErrorCode } from "../../server/protocol/errors.ts";
import type { TourStop } from "../../server/protocol/tour.ts";
import type { NewBookmark, NewPath, NewTour, Store } from "../../server/store/store.ts";

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

/** Three bytes stand for a picture: the store looks at none of them. */
export const PNG = new Uint8Array([1, 0, 255]);
export const KEY = "AAAAaaaa0000-_zz";
export const KEY_2 = "BBBBaaaa0000-_zz";
export const NO_PNGS: ReadonlyMap<string, Uint8Array> = new Map();

export function bookmarkOf(id: string, changes: Partial<Bookmark> = {}): NewBookmark {
  return {
    id,
    roomId: "roomaaaa",
    name: id,
    modelId: "digits-3d",
    weightsHash: "w1",
    z: [0.5, -0.25, 1],
    view: { position: [1, 2, 3], target: [0, 0, 0] },
    author: "Ada",
    image: KEY,
    ...changes,
  };
}

export function pathOf(id: string, changes: Partial<NewPath> = {}): NewPath {
  return {
    id,
    roomId: "roomaaaa",
    name: id,
    modelId: "digits-3d",
    weightsHash: "w1",
    interpolation: "catmull-rom",
    seconds: 12.5,
    stops: [
      { label: "one", z: [0, 0.5, 1], image: KEY },
      { label: "two", z: [1, -0.5, 0], image: KEY_2 },
    ],
    author: "Ada",
    ...changes,
  };
}

export function stopOf(id: string, changes: Partial<TourStop> = {}): TourStop {
  return {
    id,
    title: `Stop ${id}`,
    note: "**Look**: 8 or 3?",
    z: [0.5, -0.25, 1],
    path: null,
    view: {
      camera: { position: [1, 2, 3], target: [0, 0, 0] },
      colouring: "class",
      hiddenClasses: [1, 7],
      images: true,
      tab: "legend",
    },
    image: KEY,
    ...changes,
  };
}

export function tourOf(id: string, changes: Partial<NewTour> = {}): NewTour {
  return {
    id,
    roomId: "roomaaaa",
    name: id,
    modelId: "digits-3d",
    weightsHash: "w1",
    stops: [stopOf("stopaaaa"), stopOf("stopbbbb", { image: KEY_2 })],
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

/** Saves with a picture of no interest. */
export function bookmarkIn(store: Store, ...given: Parameters<typeof bookmarkOf>) {
  return store.createBookmark(bookmarkOf(...given), PNG);
}

export function pathIn(store: Store, ...given: Parameters<typeof pathOf>) {
  return store.savePath(pathOf(...given), NO_PNGS);
}

export function tourIn(store: Store, ...given: Parameters<typeof tourOf>) {
  return store.saveTour(tourOf(...given), NO_PNGS, null);
}
