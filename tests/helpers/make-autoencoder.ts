import { type DecoderDraft, makeDecoder, numbers, type OnnxDraft, wholes } from "./make-onnx.ts";

/** Each latent number brightens every fourth pixel by as much. */
const STEP = 0.12;
const DIM = 4;
const PLANES: [number, number, number] = [3, 8, 8];
const SIZE = PLANES[0] * PLANES[1] * PLANES[2];

const owned = (at: number, dim: number): number => (at % DIM === dim ? 1 : 0);

/** A decoder that can be inverted: 4 numbers → 8×8 in colour, grey at 0. */
export function invertibleDecoder(draft: DecoderDraft = {}): OnnxDraft {
  const whole = makeDecoder({ dim: DIM, planes: PLANES, end: [], ...draft });
  const kernel = Array.from(
    { length: DIM * SIZE },
    (_, at) => STEP * owned(at % SIZE, Math.floor(at / SIZE)),
  );
  return {
    ...whole,
    weights: {
      ...whole.weights,
      kernel: numbers([DIM, SIZE], kernel),
      bias: numbers([SIZE], new Float32Array(SIZE).fill(0.5)),
    },
  };
}

/** Its encoder. @param range what it wants to be given */
export function invertibleEncoder(
  range: "0..1" | "-1..1" | "0..255",
  batch: number | string = "N",
): OnnxDraft {
  const [scale, shift] = { "0..1": [1, 0], "-1..1": [2, -1], "0..255": [255, 0] }[range] as [
    number,
    number,
  ];
  const each = SIZE / DIM;
  const kernel = Array.from(
    { length: SIZE * DIM },
    (_, at) => owned(Math.floor(at / DIM), at % DIM) / (STEP * each * scale),
  );
  return {
    inputs: [{ name: "x", dims: [batch, ...PLANES] }],
    outputs: [
      { name: "mu", dims: [batch, DIM] },
      { name: "logvar", dims: [batch, DIM] },
    ],
    nodes: [
      { type: "Reshape", inputs: ["x", "line"], output: "flat" },
      { type: "MatMul", inputs: ["flat", "kernel"], output: "dense" },
      { type: "Add", inputs: ["dense", "bias"], output: "mu" },
      { type: "Mul", inputs: ["mu", "none"], output: "logvar" },
    ],
    weights: {
      line: wholes(-1, SIZE),
      kernel: numbers([SIZE, DIM], kernel),
      bias: numbers([DIM], new Float32Array(DIM).fill(-(0.5 * scale + shift) / (STEP * scale))),
      none: numbers([1], [0]),
    },
  };
}
