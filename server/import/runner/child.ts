import { InferenceSession, Tensor } from "onnxruntime-node";
import { fromHalf, toHalf } from "../../latent/half.ts";
import { toBytes } from "../../protocol/pixels.ts";
import type { Ask, Feed, Output, Reply, Request } from "./protocol.ts";

// The process in which foreign models run: it may hang, crash or eat memory, and is ended for it (`runner.ts`).

// onnxruntime-node reads halves as Uint16Array alone; where the language has a Float16Array (Node 24) its tensors take that
// one, and nothing arrives. It asks at its first tensor.
Reflect.deleteProperty(globalThis, "Float16Array");

/** Numbers that one run may give: 20 pictures of 2048×2048×3. */
const OUTPUT_MAX = 256 << 20;
const sessions = new Map<string, InferenceSession>();

process.on("message", async (request: Request) => {
  const { id } = request;
  const reply = await answer(request).then(
    (outputs): Reply => ({ id, outputs }),
    (error: unknown): Reply => ({ id, error: wordsOf(error) }),
  );
  process.send?.(reply);
});
// Who asked is gone.
process.on("disconnect", () => process.exit(0));

async function answer(ask: Ask): Promise<Output[]> {
  if (ask.kind === "open") {
    const former = sessions.get(ask.key);
    sessions.delete(ask.key);
    await former?.release();
    const session = await InferenceSession.create(ask.file, {
      executionProviders: ["cpu"],
      logSeverityLevel: 4,
    });
    sessions.set(ask.key, session);
    return [];
  }
  const session = sessions.get(ask.key);
  if (session === undefined) throw new Error(`${ask.key} is not open`);
  const found = await session.run({ [ask.feed.name]: tensorOf(ask.feed) }, [...ask.wanted]);
  return ask.wanted.flatMap((name) => {
    const tensor = found[name];
    return tensor ? [outputOf(name, tensor, ask.as)] : [];
  });
}

function tensorOf({ type, dims, values }: Feed): Tensor {
  if (type === "float16") {
    const { buffer, byteOffset } = toHalf(values);
    return new Tensor("float16", new Uint16Array(buffer, byteOffset, values.length), dims);
  }
  if (type === "float64") return new Tensor("float64", Float64Array.from(values), dims);
  return new Tensor("float32", values, dims);
}

function outputOf(name: string, tensor: Tensor, as: "floats" | "bytes"): Output {
  if (tensor.size > OUTPUT_MAX)
    throw new Error(`the output ${name} has ${tensor.size} numbers, more than ${OUTPUT_MAX}`);
  const floats = floatsOf(tensor);
  return {
    name,
    dims: tensor.dims,
    values: as === "floats" ? floats : new Float32Array(),
    bytes: as === "bytes" ? toBytes(floats) : new Uint8Array(),
  };
}

function floatsOf({ data, type }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  if (type === "float16" && data instanceof Uint16Array)
    return fromHalf(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  if (Array.isArray(data)) throw new Error("an output of texts is no picture");
  return Float32Array.from(data as ArrayLike<number | bigint>, Number);
}

/** The engine's own words, in one line. */
function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, " ").trim().slice(0, 400);
}
