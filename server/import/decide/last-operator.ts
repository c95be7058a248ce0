import { GRAPH, NODE } from "../graph/fields.ts";
import type { OnnxFile } from "../graph/read-model.ts";
import { readFields, textOf, textsOf } from "../graph/wire.ts";

/** Operators that move numbers and change none. */
const MOVING = new Set([
  "Cast",
  "Flatten",
  "Identity",
  "Reshape",
  "Slice",
  "Squeeze",
  "Transpose",
  "Unsqueeze",
]);

interface Maker {
  type: string;
  /** Its first input. */
  input: string;
}

/** The operator that the numbers of an output come from; undefined where they come from none. */
export function lastOperator(file: OnnxFile, output: string): string | undefined {
  const makers = makersOf(file);
  let maker = makers.get(output);
  for (let steps = 0; maker && MOVING.has(maker.type) && steps < makers.size; steps++)
    maker = makers.get(maker.input);
  return maker?.type;
}

/** The operator that makes each value. */
function makersOf({ body }: OnnxFile): Map<string, Maker> {
  const makers = new Map<string, Maker>();
  for (const whole of body) {
    const [field] = readFields(whole);
    if (field?.number !== GRAPH.node) continue;
    const [input = ""] = textsOf(field.bytes, NODE.input);
    const maker = { type: textOf(field.bytes, NODE.type), input };
    for (const name of textsOf(field.bytes, NODE.output)) makers.set(name, maker);
  }
  return makers;
}
