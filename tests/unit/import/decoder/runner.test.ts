import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { createRunner } from "../../../../server/import/runner/runner.ts";
import { portFields } from "../../../../server/model/onnx/onnx-proto.ts";
import { intField, messageField, textField } from "../../../../server/model/onnx/protobuf.ts";
import { makeDecoder, makeOnnx, type OnnxDraft, wholes } from "../../../helpers/make-onnx.ts";

const folder = mkdtempSync(join(tmpdir(), "runner-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, draft: OnnxDraft): string {
  const file = join(folder, name);
  writeFileSync(file, makeOnnx(draft));
  return file;
}

const feed = { name: "z", type: "float32", dims: [1, 4], values: new Float32Array(4) } as const;
const image = { wanted: ["image"], images: 1 };

/** A loop of as many turns, each of which adds. */
function turning(turns: number): OnnxDraft {
  const typed = (name: string, element: number) => [
    textField(1, name),
    messageField(2, [messageField(1, [intField(1, element), messageField(2, [])])]),
  ];
  const body = [
    messageField(1, [textField(1, "going"), textField(2, "still"), textField(4, "Identity")]),
    messageField(1, [
      textField(1, "value"),
      textField(1, "value"),
      textField(2, "more"),
      textField(4, "Add"),
    ]),
    textField(2, "body"),
    messageField(11, typed("turn", 7)),
    messageField(11, typed("going", 9)),
    messageField(11, portFields({ name: "value", shape: [4] })),
    messageField(12, typed("still", 9)),
    messageField(12, portFields({ name: "more", shape: [4] })),
  ];
  return {
    inputs: [{ name: "z", dims: ["N", 4] }],
    outputs: [{ name: "image", dims: ["N", 4] }],
    nodes: [
      {
        type: "Loop",
        inputs: ["turns", "", "z"],
        output: "image",
        attributes: { body: { graph: body } },
      },
    ],
    weights: { turns: { ...wholes(turns), dims: [] } },
  };
}

it("[IM15] a model that hangs is ended at its limit, and the sentence names the option", async () => {
  const runner = createRunner({ maxMs: 1_000 });
  await runner.open("slow.onnx", put("slow.onnx", turning(3)));
  await expect(runner.run("slow.onnx", feed, image)).resolves.toHaveLength(1);
  await runner.open("slow.onnx", put("slow.onnx", turning(2 ** 50)));
  await expect(runner.run("slow.onnx", feed, image)).rejects.toThrow(
    /slow.onnx takes longer than 1,000 ms an image; --max-ms/,
  );
  await expect(runner.run("slow.onnx", feed, image)).rejects.toThrow(/longer than/);
  runner.close();
}, 20_000);

it("[IM16] a model that takes too much memory is ended for it", async () => {
  const runner = createRunner({ maxMs: 60_000, maxBytes: 400 << 20 });
  await runner.open("large.onnx", put("large.onnx", makeDecoder()));
  const draft: OnnxDraft = {
    inputs: [{ name: "z", dims: ["N", 4] }],
    outputs: [{ name: "image", dims: ["a", "b", "c", "d"] }],
    nodes: [
      { type: "Reshape", inputs: ["z", "dot"], output: "point" },
      { type: "Expand", inputs: ["point", "huge"], output: "spread" },
      { type: "Sin", inputs: ["spread"], output: "image" },
    ],
    weights: { dot: wholes(1, 1, 2, 2), huge: wholes(12_000, 12_000, 2, 2) },
  };
  await runner.open("large.onnx", put("large.onnx", draft));
  await expect(runner.run("large.onnx", feed, image)).rejects.toThrow(/more than 400 MB of memory/);
  runner.close();
}, 60_000);

it("[IM16] an engine that crashes is a sentence", async () => {
  const entry = new URL("../../../helpers/crashing-child.mjs", import.meta.url);
  const runner = createRunner({ maxMs: 1_000, entry });
  const ended = /^The engine ended \(SIGSEGV\) while it ran the model/;
  await expect(runner.open("x.onnx", "x.onnx")).rejects.toThrow(ended);
  await expect(runner.run("x.onnx", feed, image)).rejects.toThrow(ended);
  runner.close();
}, 20_000);

it("[IM16] one that was closed says so", async () => {
  const runner = createRunner({ maxMs: 1_000 });
  runner.close();
  await expect(runner.open("x.onnx", "x.onnx")).rejects.toThrow(/closed/);
});
