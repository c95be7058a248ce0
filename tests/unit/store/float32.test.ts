import { describe, expect, it } from "vitest";
import { packLatent, unpackLatent } from "../../../server/store/float32.ts";
import { AWKWARD } from "../../contract/store-fixtures.ts";

describe("latents as bytes", () => {
  it("[S4] are little endian on every machine", () => {
    expect([...packLatent([1, -0])]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0x80]);
  });

  it("[S4] come back from any place in a larger buffer", () => {
    const bytes = packLatent(AWKWARD);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(unpackLatent(larger.subarray(3))).toEqual(AWKWARD);
  });
});
