import { expect, it } from "vitest";
import { createRandom } from "../../../server/latent/random.ts";
import { parse } from "../../../server/protocol/parse.ts";
import {
  decodeViewState,
  encodeViewState,
  VIEW_STATE_MAX_BYTES,
  type ViewState,
} from "../../../server/protocol/view-state.ts";
import { viewStateSchema } from "../../../server/protocol/view-state-schema.ts";

const random = createRandom(9);
const among = (count: number) => Math.floor(random() * count);
const coordinate = () => Math.fround((random() - 0.5) * 2000);
const vec3 = () => [coordinate(), coordinate(), coordinate()] as [number, number, number];
const word = (most: number) =>
  `w${Array.from({ length: among(most) }, () => "abz09"[among(5)]).join("")}`;

function anyView(): ViewState {
  const classes = new Set(Array.from({ length: among(12) }, () => among(256)));
  return {
    camera: { position: vec3(), target: vec3() },
    colouring: word(23),
    hiddenClasses: [...classes].sort((a, b) => a - b),
    images: random() < 0.5,
    tab: random() < 0.3 ? null : word(23),
    selectedPath: random() < 0.5 ? null : word(24).padEnd(8, "x"),
    pointer: random() < 0.5 ? null : vec3(),
    ...(random() < 0.5 && { layers: `${word(20)}.${word(20)}` }),
  };
}

it("[LD1] a view comes out of its bytes as it went in, and is one that a request may hold", () => {
  for (let i = 0; i < 2000; i++) {
    const view = anyView();
    const bytes = encodeViewState(view);
    expect(decodeViewState(bytes)).toEqual(view);
    expect(parse(viewStateSchema, view)).toEqual(view);
  }
});

it("[LD1] the largest view has the largest size, and one more class is refused", () => {
  const classes = Array.from({ length: 256 }, (_, i) => i);
  const largest: ViewState = {
    camera: { position: [1000, 1000, 1000], target: [-1000, -1000, -1000] },
    colouring: "c".repeat(24),
    hiddenClasses: classes,
    images: true,
    tab: "t".repeat(24),
    selectedPath: "p".repeat(32),
    pointer: [1000, 0, 0],
    layers: "l".repeat(64),
  };
  const bytes = encodeViewState(largest);
  expect(bytes.length).toBe(VIEW_STATE_MAX_BYTES);
  expect(decodeViewState(bytes)).toEqual(largest);
  expect(() => parse(viewStateSchema, { ...largest, hiddenClasses: [...classes, 256] })).toThrow();
  expect(decodeViewState(encodeViewState({ ...largest, colouring: "c".repeat(25) }))).toBeNull();
  expect(decodeViewState(encodeViewState({ ...largest, layers: "l".repeat(65) }))).toBeNull();
  expect(decodeViewState(encodeViewState({ ...largest, pointer: [1001, 0, 0] }))).toBeNull();
  expect(decodeViewState(encodeViewState({ ...largest, pointer: [Number.NaN, 0, 0] }))).toBeNull();
});

it("[LD2] bytes that are no view are refused or read as one within bounds; nothing throws", () => {
  for (let i = 0; i < 5000; i++) {
    const bytes = encodeViewState(anyView());
    for (let n = among(6); n >= 0; n--) bytes[among(bytes.length)] = among(256);
    const cut = bytes.subarray(0, random() < 0.5 ? bytes.length : among(bytes.length + 1));
    const view = decodeViewState(cut);
    if (!view) continue;
    expect(viewStateSchema.safeParse(view).success).toBe(true);
    expect(encodeViewState(view)).toEqual(cut);
  }
});
