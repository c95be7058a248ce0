import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import {
  JOIN_CODE_ALPHABET,
  readJoinCode,
  spellJoinCode,
} from "../../../server/protocol/join-code.ts";
import { JoinCodes } from "../../../server/room/join-codes.ts";
import { createClock } from "../../helpers/clock.ts";

const HOUR = 3_600_000;

function start(random: (count: number) => Uint8Array = randomBytes) {
  const clock = createClock();
  return { clock, codes: new JoinCodes({ now: clock.now, randomBytes: random }) };
}

it("[JN1] a code has eight of sixteen letters, each as likely as any other", () => {
  expect(new Set(JOIN_CODE_ALPHABET).size).toBe(16);
  const { codes } = start();
  const seen = new Map<string, number>();
  for (let room = 0; room < 2000; room++) {
    const { code } = codes.open(`room${room}`);
    expect(code).toMatch(/^[BCDFGHJKMPQRTWXZ]{8}$/);
    for (const letter of code) seen.set(letter, (seen.get(letter) ?? 0) + 1);
  }
  // 1,000 of each are expected; five standard deviations are 153.
  for (const letter of JOIN_CODE_ALPHABET)
    expect(Math.abs((seen.get(letter) ?? 0) - 1000)).toBeLessThan(160);
});

it("[JN1] what reads as a swearword is drawn again", () => {
  const letters = (text: string) =>
    Uint8Array.from(text, (letter) => JOIN_CODE_ALPHABET.indexOf(letter));
  const draws = ["BTFCKWWW", "PZDBBBBB", "BCDFGHJK"];
  const { codes } = start(() => letters(draws.shift() ?? ""));
  expect(codes.open("room").code).toBe("BCDFGHJK");
});

it.each([
  "KRTM PWXD",
  "krtmpwxd",
  "KRTM-PWXD",
  " krtm — pwxd ",
  "K R T M P W X D",
  "КРТМ РWXD",
  "KRTNPWXD",
])("[JN1] %s is read as KRTMPWXD", (typed) => {
  // The Cyrillic Р stands where the code has P; one who reads it as R has another code.
  const code = typed.startsWith("К") ? "KPTMPWXD" : "KRTMPWXD";
  expect(readJoinCode(typed)).toBe(code);
  expect(readJoinCode(spellJoinCode(code))).toBe(code);
});

it.each(["", "KRTMPWX", "KRTMPWXDB", "KRTM PW7D", "abcd1234efgh", "привет!!"])(
  "[JN1] %s has not the shape of a code",
  (typed) => expect(readJoinCode(typed)).toBeNull(),
);

it("[JN2] a room keeps its code whoever opens it, until two hours after it was made or extended", () => {
  const { clock, codes } = start();
  const { code, leftMs } = codes.open("room");
  expect(leftMs).toBe(2 * HOUR);
  clock.advance(HOUR);
  expect(codes.open("room")).toEqual({ code, leftMs: HOUR });
  expect(codes.extend("room")).toEqual({ code, leftMs: 2 * HOUR });
  clock.advance(2 * HOUR - 1);
  expect(codes.find(code)).toBe("room");
  clock.advance(1);
  expect(codes.find(code)).toBeNull();
  expect(codes.of("room")).toBeNull();
  const next = codes.extend("room").code;
  expect(next).not.toBe(code);
  expect(codes.find(next)).toBe("room");
  expect(codes.find(code)).toBeNull();
});

it("[JN2] an ended code is dead at once, and the room's next is another", () => {
  const { codes } = start();
  const { code } = codes.open("room");
  codes.end("room");
  codes.end("room");
  expect(codes.find(code)).toBeNull();
  expect(codes.size).toBe(0);
  expect(codes.open("room").code).not.toBe(code);
});

it("[JN3] the ten thousand and first code ends the one that would die first, the dead before any", () => {
  const { clock, codes } = start();
  const first = codes.open("first").code;
  const second = codes.open("second").code;
  clock.advance(1);
  codes.extend("first");
  for (let room = 2; room < 10_000; room++) codes.open(`room${room}`);
  expect(codes.size).toBe(10_000);
  codes.open("one more");
  expect(codes.find(second)).toBeNull();
  expect(codes.find(first)).toBe("first");
  expect(codes.size).toBe(10_000);
  clock.advance(2 * HOUR);
  codes.open("tomorrow");
  expect(codes.size).toBe(1);
});
