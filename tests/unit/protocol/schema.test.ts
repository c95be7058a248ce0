import { expect, it } from "vitest";
import { parse } from "../../../server/protocol/parse.ts";
import {
  bookmarkDraftSchema,
  joinSchema,
  pathDraftSchema,
  profileSchema,
} from "../../../server/protocol/schema.ts";

const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (cause) {
    return (cause as { code: string }).code;
  }
  return "accepted";
};

it("[P4] names are trimmed, inner white space and control characters become one space", () => {
  expect(parse(profileSchema, { name: "  Ada \u0000\n Lovelace ", color: "#112233" }).name).toBe(
    "Ada Lovelace",
  );
});

it("[P4] a name of 10,000 characters, an empty one and a colour that is none get a coded answer", () => {
  expect(codeOf(() => parse(profileSchema, { name: "x".repeat(10_000), color: "#112233" }))).toBe(
    "bad_name",
  );
  expect(codeOf(() => parse(profileSchema, { name: " \u200b ", color: "#112233" }))).toBe(
    "bad_name",
  );
  expect(codeOf(() => parse(profileSchema, { name: "Ada", color: "red" }))).toBe("bad_request");
  expect(codeOf(() => parse(joinSchema, null))).toBe("bad_request");
});

it("[P5] a latent of JSON numbers is clamped to ±8σ, and NaN never passes", () => {
  const draft = { name: "here", view: null };
  expect(parse(bookmarkDraftSchema, { ...draft, z: [100, -100, 0.5] }).z).toEqual([8, -8, 0.5]);
  expect(codeOf(() => parse(bookmarkDraftSchema, { ...draft, z: [Number.NaN] }))).toBe(
    "bad_request",
  );
  expect(codeOf(() => parse(bookmarkDraftSchema, { ...draft, z: [null] }))).toBe("bad_request");
  expect(codeOf(() => parse(bookmarkDraftSchema, { ...draft, z: Array(1025).fill(0) }))).toBe(
    "bad_request",
  );
});

it("[P6] a path has 2 to 64 stops", () => {
  const path = (count: number) => ({
    id: null,
    name: "p",
    interpolation: "slerp",
    seconds: 5,
    stops: Array(count).fill({ label: "s", z: [0] }),
  });
  expect(codeOf(() => parse(pathDraftSchema, path(1)))).toBe("bad_request");
  expect(codeOf(() => parse(pathDraftSchema, path(65)))).toBe("bad_request");
  expect(parse(pathDraftSchema, path(2)).stops).toHaveLength(2);
});
