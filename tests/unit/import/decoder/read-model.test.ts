import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { GRAPH, MODEL, NODE, TENSOR } from "../../../../server/import/graph/fields.ts";
import { readOnnx } from "../../../../server/import/graph/read-model.ts";
import { readFields } from "../../../../server/import/graph/wire.ts";
import { tensorFields } from "../../../../server/model/onnx/onnx-proto.ts";
import {
  bytesField,
  concatBytes,
  intField,
  messageField,
  textField,
} from "../../../../server/model/onnx/protobuf.ts";
import { makeDecoder, makeOnnx, numbers, type OnnxDraft } from "../../../helpers/make-onnx.ts";

const folder = mkdtempSync(join(tmpdir(), "onnx-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Uint8Array | string): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const whole = makeOnnx(makeDecoder());

it("[IM1] no ONNX, an empty, an absent and a folder", async () => {
  await expect(readOnnx(put("notes.onnx", "these are notes"))).rejects.toThrow(
    /^notes.onnx is not an ONNX file, or it was cut off: /,
  );
  await expect(readOnnx(put("empty.onnx", ""))).rejects.toThrow(/empty.onnx is empty/);
  await expect(readOnnx(join(folder, "none.onnx"))).rejects.toThrow(/none.onnx cannot be read/);
  await expect(readOnnx(folder)).rejects.toThrow(/not a file|cannot be read/);
});

it("[IM1] a file that was cut off, wherever", async () => {
  for (let end = 1; end < whole.length - 8; end += 97)
    await expect(readOnnx(put("cut.onnx", whole.subarray(0, end)))).rejects.toThrow(/cut.onnx/);
});

it("[IM1] bytes that were changed are read or refused, and never anything else", async () => {
  for (let at = 0; at < 200; at++) {
    const bytes = whole.slice();
    bytes[(at * 7919) % bytes.length] = (at * 31) & 255;
    const outcome = await readOnnx(put("changed.onnx", bytes)).catch((error: Error) => error.name);
    expect(typeof outcome === "string" ? outcome : "read").toMatch(/^(read|ImportError)$/);
  }
});

it("[IM2] unknown fields stay, notes go", async () => {
  const unknown = bytesField(99, Uint8Array.of(1, 2, 3));
  const draft = makeDecoder();
  const file = await readOnnx(
    put(
      "unknown.onnx",
      makeOnnx({
        ...draft,
        graph: [unknown, textField(GRAPH.docText, "/home/anna/secret")],
        model: [unknown, textField(MODEL.docText, "/home/anna/secret")],
      }),
    ),
  );
  expect(file.body.some((field) => Buffer.from(field).equals(unknown))).toBe(true);
  expect(file.rest.some((field) => Buffer.from(field).equals(unknown))).toBe(true);
  expect(Buffer.from(concatBytes([...file.body, ...file.rest])).includes("anna")).toBe(false);
  expect(file).toMatchObject({
    opset: 17,
    irVersion: 8,
    inputs: [{ name: "z", type: "float32", dims: [null, 4] }],
    parameters: 4 * 90 + 90,
  });
});

it("[IM2] weights that an old file lists as inputs too are none", async () => {
  const draft = makeDecoder();
  const listed = {
    ...draft,
    inputs: [{ name: "kernel", dims: [4, 90] }, ...draft.inputs],
    irVersion: 3,
  };
  const { inputs } = await readOnnx(put("old.onnx", makeOnnx(listed)));
  expect(inputs.map(({ name }) => name)).toEqual(["z"]);
});

/** A tensor whose values lie elsewhere. */
function elsewhere(location: string, more: Record<string, string> = {}): Uint8Array {
  const entries = { location, ...more };
  return messageField(GRAPH.initializer, [
    intField(TENSOR.dims, 2),
    intField(TENSOR.type, 1),
    textField(TENSOR.name, "far"),
    ...Object.entries(entries).map(([key, value]) =>
      messageField(TENSOR.external, [textField(1, key), textField(2, value)]),
    ),
    intField(TENSOR.location, 1),
  ]);
}

const withFar = (tensor: Uint8Array): Uint8Array => makeOnnx({ ...makeDecoder(), graph: [tensor] });

it("[IM3] weights beside the file come inside", async () => {
  put("far.data", new Uint8Array(Float32Array.of(9, 9, 1.5, -2).buffer));
  const tensor = elsewhere("far.data", { offset: "8", length: "8" });
  const { body } = await readOnnx(put("far.onnx", withFar(tensor)));
  const inside = concatBytes(tensorFields("far", numbers([2], [1.5, -2])));
  const found = body
    .flatMap((field) => [...readFields(field)])
    .filter(({ bytes }) => Buffer.from(bytes).includes("far"));
  expect(found).toHaveLength(1);
  const sorted = (bytes: Uint8Array) =>
    [...readFields(bytes)].map(({ whole }) => Buffer.from(whole).toString("hex")).sort();
  expect(sorted(found[0]?.bytes ?? new Uint8Array())).toEqual(sorted(inside));
});

it.each([
  ["../far.data", /only a file beside it/],
  ["/etc/passwd", /only a file beside it/],
  ["deeper/far.data", /only a file beside it/],
  ["..", /only a file beside it|is not there/],
  ["", /only a file beside it/],
  ["C:\\far.data", /only a file beside it/],
  ["absent.data", /absent.data, which is not there: put the file itself beside/],
  ["link.data", /link.data, which is a link/],
  ["short.data", /short.data is too short/],
])("[IM3] %s is refused", async (location, sentence) => {
  put("short.data", "abcd");
  rmSync(join(folder, "link.data"), { force: true });
  symlinkSync("/etc/passwd", join(folder, "link.data"));
  const tensor = elsewhere(location, { length: "8" });
  await expect(readOnnx(put("refused.onnx", withFar(tensor)))).rejects.toThrow(sentence);
});

it("[IM4] too many operators, too deep, too old, and a foreign domain", async () => {
  const draft = makeDecoder();
  const many = Array.from({ length: 20_001 }, () =>
    messageField(GRAPH.node, [textField(NODE.type, "Neg")]),
  );
  await expect(readOnnx(put("many.onnx", makeOnnx({ ...draft, graph: many })))).rejects.toThrow(
    /more than 20,000 operators/,
  );
  let inner: Uint8Array[] = [textField(2, "inner")];
  for (let depth = 0; depth < 40; depth++)
    inner = [messageField(GRAPH.node, [messageField(NODE.attribute, [messageField(6, inner)])])];
  await expect(readOnnx(put("deep.onnx", makeOnnx({ ...draft, graph: inner })))).rejects.toThrow(
    /deep/,
  );
  await expect(readOnnx(put("old.onnx", makeOnnx({ ...draft, opset: 7 })))).rejects.toThrow(
    /operator set 7; 9 or later/,
  );
  const foreign: OnnxDraft = {
    ...draft,
    nodes: [
      ...draft.nodes,
      { type: "Sharpen", domain: "org.example", inputs: ["image"], output: "x" },
    ],
  };
  await expect(readOnnx(put("foreign.onnx", makeOnnx(foreign)))).rejects.toThrow(
    /the operator Sharpen of “org.example”/,
  );
});
