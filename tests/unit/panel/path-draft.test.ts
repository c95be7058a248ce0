import { expect, test } from "vitest";
import {
  addStop,
  clampSeconds,
  type Draft,
  emptyDraft,
  moveStop,
  removeStop,
  toMessage,
} from "../../../app/_explorer/panel/paths/path-draft.ts";
import {
  PATH_MAX_SECONDS,
  PATH_MAX_STOPS,
  PATH_MIN_SECONDS,
} from "../../../server/protocol/limits.ts";
import { pathDraftSchema } from "../../../server/protocol/schema.ts";

function draftWith(...labels: string[]): Draft {
  return labels.reduce(
    (draft, label, i) => addStop(draft, { label, z: [i, 0, 0], picture: "data:," }),
    emptyDraft("Path 1"),
  );
}
const labels = (draft: Draft) => draft.stops.map((stop) => stop.label).join("");

test("[U4] a stop moves to where it is put, both ways", () => {
  const draft = draftWith("a", "b", "c", "d");
  expect(labels(moveStop(draft, 0, 2))).toBe("bcad");
  expect(labels(moveStop(draft, 3, 1))).toBe("adbc");
  expect(labels(draft)).toBe("abcd");
});

test("[U4] beyond an end nothing moves", () => {
  const draft = draftWith("a", "b");
  for (const [from, to] of [
    [0, -1],
    [1, 2],
    [5, 0],
    [1, 1],
  ] as const)
    expect(labels(moveStop(draft, from, to))).toBe("ab");
});

test("[U4] the same place twice makes two stops that keep apart", () => {
  const draft = draftWith("a", "a", "b");
  expect(new Set(draft.stops.map((stop) => stop.key)).size).toBe(3);
  expect(labels(removeStop(draft, 0))).toBe("ab");
});

test("[U4] a full path takes no more stops", () => {
  const full = draftWith(...Array.from({ length: PATH_MAX_STOPS }, () => "x"));
  expect(addStop(full, { label: "y", z: [0, 0, 0], picture: "" }).stops).toHaveLength(
    PATH_MAX_STOPS,
  );
});

test.each([
  [Number.NaN, PATH_MIN_SECONDS],
  [0, PATH_MIN_SECONDS],
  [7.5, 7.5],
  [1e9, PATH_MAX_SECONDS],
])("[U5] %d seconds are sent as %d", (seconds, sent) => {
  expect(clampSeconds(seconds)).toBe(sent);
});

test("[U5] the message fits the server's schema and carries no pictures", () => {
  const message = toMessage({ ...draftWith("a", "b"), seconds: Number.NaN });
  expect(pathDraftSchema.safeParse(message).success).toBe(true);
  expect(JSON.stringify(message)).not.toContain("picture");
});
