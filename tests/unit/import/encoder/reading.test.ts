import { expect, it } from "vitest";
import type { Range } from "../../../../server/import/decide/range.ts";
import { chooseImageReading } from "../../../../server/import/encoder/choose-image-reading.ts";
import type { ImageInput } from "../../../../server/import/encoder/image-input.ts";
import { ImportError } from "../../../../server/import/import-error.ts";

const input = (planar: boolean): ImageInput => ({
  ...{ name: "x", type: "float32", dims: [192], planar, batch: null },
});
const both = [input(true), input(false)];
const AUTO = { range: "auto", layout: "auto" } as const;

/** What is chosen where codes fit so badly, for a decoder of `own`; what is not in the table cannot be run. */
function choose(table: Record<string, number>, own: Range, inputs = both.slice(0, 1)) {
  return chooseImageReading(inputs, AUTO, async ({ input: { planar }, range }) => {
    const badness = table[`${range}${planar ? "" : " last"}`];
    if (badness === undefined) throw new ImportError("not run");
    return { badness, own };
  });
}

it.each([
  [{ "0..1": 0.1, "-1..1": 0.09, "0..255": 0.5 }, "0..1", "0..1"],
  [{ "0..1": 0.1, "-1..1": 0.09, "0..255": 0.5 }, "-1..1", "-1..1"],
  [{ "0..1": 0.1, "-1..1": 0.1 }, "logits", "0..1"],
  [{ "0..1": 0.1, "-1..1": 0.05, "0..255": 0.5 }, "0..1", "-1..1"],
  [{ "0..1": 0, "-1..1": 0, "0..255": 0 }, "0..255", "0..255"],
  [{ "0..255": 0.4 }, "0..1", "0..255"],
] as [Record<string, number>, Range, string][])(
  "[IM24] what the decoder gives, unless another fits clearly better: %j beside %s is %s",
  async (table, own, range) => {
    expect((await choose(table, own)).range).toBe(range);
  },
);

it("[IM24] the decoder's layout, unless the other fits clearly better", async () => {
  const same = { "0..1": 0.1, "0..1 last": 0.09 };
  expect((await choose(same, "0..1", both)).input.planar).toBe(true);
  const last = await choose({ "0..1": 0.3, "0..1 last": 0.09 }, "0..1", both);
  expect(last.input.planar).toBe(false);
  expect(last.why).toBe("0..1, channels first: 0.3; 0..1, channels last: 0.09");
});

it("[IM24] where two others fit alike, the sentence names the options", async () => {
  await expect(choose({ "0..1": 0.5, "-1..1": 0.1, "0..255": 0.11 }, "0..1")).rejects.toThrow(
    "The encoder's pictures fit −1..1 (error 0.1) and 0..255 (error 0.11) alike: say which with --encoder-range -1..1 or --encoder-range 0..255.",
  );
  const table = { "0..1": 0.5, "-1..1": 0.1, "-1..1 last": 0.11 };
  await expect(choose(table, "0..1", both)).rejects.toThrow(
    "say which with --encoder-layout nchw or --encoder-layout nhwc.",
  );
});

it("[IM24] what is told is not weighed, and what cannot be run is told why", async () => {
  const told = await chooseImageReading(both, { range: "logits", layout: "auto" }, async () => ({
    ...{ badness: 2, own: "0..1" as const },
  }));
  expect(told).toMatchObject({ range: "logits", badness: 2 });
  await expect(choose({}, "0..1")).rejects.toThrow("not run");
});
