import { open } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { ImportError } from "../import-error.ts";
import { isExternal, withValues } from "./external-data.ts";
import { FUNCTION, GRAPH, MODEL, OPSET, TENSOR } from "./fields.ts";
import { type Port, readPort } from "./ports.ts";
import { walkGraph } from "./walk.ts";
import { intsOf, lastField, readFields, textOf } from "./wire.ts";

/** An ONNX file, with all its weights inside, as far as it is looked at here; the rest is kept byte for byte. */
export interface OnnxFile {
  /** Without its folder. */
  name: string;
  irVersion: number;
  /** Of the operators of ONNX itself. */
  opset: number;
  /** What the graph is given and computes. Initializers that are named as inputs too, as old files have them, are none. */
  inputs: Port[];
  outputs: Port[];
  /** Fields of the graph, one after another, without inputs, outputs and the types of inner values. */
  body: Uint8Array[];
  /** Fields of the model beside graph and version: operator sets, functions. */
  rest: Uint8Array[];
  /** Numbers in weights. */
  parameters: number;
  /** An operator that draws numbers, where there is one. */
  random: string | undefined;
}

/** Weights included. A room's page would not want more, and protocol buffers end at 2 GB. */
const FILE_MAX_BYTES = 512 << 20;
const NODES_MAX = 20_000;
/** The first in which loops are what they are now, and the newest that was looked at. */
const OPSET_MIN = 9;
/** Domains of operators that ONNX Runtime brings along. */
const DOMAINS = new Set(["", "ai.onnx", "ai.onnx.ml", "com.microsoft"]);
const RANDOM = /^(Random(Normal|Uniform)(Like)?|Bernoulli|Multinomial)$/;
const WEIGHT_TYPES = new Set([1, 10, 11, 16]);

/** @throws ImportError in one sentence, whatever is wrong with the file */
export async function readOnnx(file: string): Promise<OnnxFile> {
  const name = basename(file);
  const bytes = await readBounded(file);
  try {
    return parse(bytes, name, dirname(file));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ImportError(`${name} is not an ONNX file, or it was cut off: ${cause.message}.`, {
      cause,
    });
  }
}

async function readBounded(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch((cause: NodeJS.ErrnoException) => {
    throw new ImportError(`${file} cannot be read (${cause.code ?? cause.message}).`, { cause });
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new ImportError(`${file} is not a file.`);
    if (stat.size === 0) throw new ImportError(`${file} is empty.`);
    if (stat.size > FILE_MAX_BYTES) throw tooLarge(basename(file));
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function tooLarge(name: string): ImportError {
  return new ImportError(
    `${name} is larger than ${FILE_MAX_BYTES >> 20} MB with its weights: export it with float16 weights, or a smaller one.`,
  );
}

function parse(bytes: Uint8Array, name: string, folder: string): OnnxFile {
  const graph = lastField(bytes, MODEL.graph)?.bytes;
  const irVersion = lastField(bytes, MODEL.irVersion)?.int ?? 0;
  if (graph === undefined || graph.length === 0 || irVersion < 1)
    throw new RangeError("there is no graph in it");
  const functions = functionsOf(bytes);
  const walked = walk(graph, {
    folder,
    budget: { bytes: FILE_MAX_BYTES - bytes.length },
    name,
    functions,
  });
  const parts = partition(walked.fields);
  return {
    ...parts,
    name,
    irVersion,
    opset: opsetOf(bytes, name),
    rest: restOf(bytes),
    parameters: walked.parameters,
    random: walked.random,
  };
}

/** Domains of the functions that the file defines itself. */
function functionsOf(model: Uint8Array): Set<string> {
  const domains = new Set<string>();
  for (const { number, bytes } of readFields(model))
    if (number === MODEL.functions) domains.add(textOf(bytes, FUNCTION.domain));
  return domains;
}

interface Walk {
  name: string;
  folder: string;
  budget: { bytes: number };
  functions: Set<string>;
}

/** Counts and bounds what is in the graph, and brings the weights in. */
function walk(graph: Uint8Array, { name, folder, budget, functions }: Walk) {
  let nodes = 0;
  let random: string | undefined;
  let parameters = 0;
  const fields = walkGraph(graph, {
    node({ type, domain }) {
      nodes += 1;
      if (RANDOM.test(type)) random = type;
      if (nodes > NODES_MAX)
        throw new ImportError(`${name} has more than ${NODES_MAX.toLocaleString("en")} operators.`);
      if (!DOMAINS.has(domain) && !functions.has(domain))
        throw new ImportError(
          `${name} needs the operator ${type} of “${domain}”, which ONNX Runtime does not have: export it with operators of ONNX alone.`,
        );
    },
    tensor(tensor) {
      const count = intsOf(tensor, TENSOR.dims).reduce((product, size) => product * size, 1);
      if (WEIGHT_TYPES.has(lastField(tensor, TENSOR.type)?.int ?? 0)) parameters += count;
      if (!isExternal(tensor)) return tensor;
      return withValues(tensor, folder, budget);
    },
  });
  return { fields, random, parameters: Math.max(1, parameters) };
}

function partition(fields: readonly Uint8Array[]): Pick<OnnxFile, "inputs" | "outputs" | "body"> {
  const [inputs, outputs, body]: [Port[], Port[], Uint8Array[]] = [[], [], []];
  const weights = new Set<string>();
  for (const whole of fields) {
    const [field] = readFields(whole);
    if (field === undefined) continue;
    if (field.number === GRAPH.input) inputs.push(readPort(field.bytes));
    else if (field.number === GRAPH.output) outputs.push(readPort(field.bytes));
    else if (field.number !== GRAPH.valueInfo) body.push(whole);
    if (field.number === GRAPH.initializer) weights.add(textOf(field.bytes, TENSOR.name));
  }
  return { inputs: inputs.filter(({ name }) => !weights.has(name)), outputs, body };
}

function opsetOf(model: Uint8Array, name: string): number {
  let opset = 0;
  for (const { number, bytes } of readFields(model)) {
    if (number !== MODEL.opset) continue;
    const domain = textOf(bytes, OPSET.domain);
    if (domain === "" || domain === "ai.onnx") opset = lastField(bytes, OPSET.version)?.int ?? 0;
  }
  if (opset >= OPSET_MIN) return opset;
  throw new ImportError(
    `${name} is of ONNX operator set ${opset || "unknown"}; ${OPSET_MIN} or later is needed: export it with opset_version=17.`,
  );
}

function restOf(model: Uint8Array): Uint8Array[] {
  const own = [MODEL.irVersion, MODEL.graph, MODEL.docText, MODEL.metadata, MODEL.training];
  return [...readFields(model)]
    .filter(({ number }) => !own.includes(number))
    .map(({ whole }) => whole);
}
