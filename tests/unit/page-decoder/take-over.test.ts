import { expect, it } from "vitest";
import { LATE_MS, pageShouldDraw } from "../../../app/_explorer/page-decoder/take-over.ts";

const prompt = {
  connection: "joined",
  failing: false,
  waitingMs: 30,
  latencies: [12, 15, 11],
} as const;
const recent = (slow: number) => [...Array(20 - slow).fill(12), ...Array(slow).fill(900)];

it("[O1] a prompt server draws; a lost connection makes the page draw", () => {
  expect(pageShouldDraw(prompt)).toBe(false);
  expect(pageShouldDraw({ ...prompt, connection: "reconnecting" })).toBe(true);
});

it("[O1] before joining and after a refusal there is nothing to draw", () => {
  const late = { failing: true, waitingMs: 5_000, latencies: [900] };
  expect(pageShouldDraw({ ...late, connection: "connecting" })).toBe(false);
  expect(pageShouldDraw({ ...late, connection: "refused" })).toBe(false);
});

it("[O2] a decoder that the server calls failing makes the page draw", () => {
  expect(pageShouldDraw({ ...prompt, failing: true })).toBe(true);
});

it("[O2] the page draws from when a move waits longer than an eye does", () => {
  expect(pageShouldDraw({ ...prompt, waitingMs: LATE_MS })).toBe(false);
  expect(pageShouldDraw({ ...prompt, waitingMs: LATE_MS + 1 })).toBe(true);
});

it("[O2] two late images of the last twenty make the page draw, one does not, older ones do not count", () => {
  expect(pageShouldDraw({ ...prompt, latencies: recent(1) })).toBe(false);
  expect(pageShouldDraw({ ...prompt, latencies: recent(2) })).toBe(true);
  expect(pageShouldDraw({ ...prompt, latencies: [...recent(2), ...recent(0)] })).toBe(false);
  expect(pageShouldDraw({ ...prompt, latencies: [900, 900] })).toBe(false);
});
