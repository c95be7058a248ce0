import { expect, test } from "vitest";
import { inkOn } from "../../../app/_explorer/panel/people/avatar.tsx";
import { originsOf } from "../../../app/_explorer/panel/share/addresses.ts";
import { PERSON_COLORS } from "../../../server/protocol/person-colors.ts";

const here = { protocol: "http:", port: "3000" };

test.each([
  [{ addresses: ["http://192.168.1.5:3000"] }, ["http://192.168.1.5:3000"]],
  [{ addresses: ["http://192.168.1.5:3000/"] }, ["http://192.168.1.5:3000"]],
  [{ addresses: ["192.168.1.5", "fe80::1"] }, ["http://192.168.1.5:3000", "http://[fe80::1]:3000"]],
  [{ addresses: ["javascript:alert(1)", 7, ""] }, []],
  [{ addresses: [] }, []],
  [{}, []],
  [null, []],
])("[U22] the addresses to share are read from %j", (answer, origins) => {
  expect(originsOf(answer, here)).toEqual(origins);
});

const luminance = (color: string) => {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

test.each([...PERSON_COLORS, "#000000", "#ffffff", "#777777"])(
  "[U23] initials on %s have a contrast of at least 4.5",
  (color) => {
    const [low = 0, high = 0] = [luminance(color), luminance(inkOn(color))].sort((a, b) => a - b);
    expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5);
  },
);
