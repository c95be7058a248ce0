import { expect, it } from "vitest";
import { failureText } from "../../../server/train/failure-text.ts";
import { adviceOf } from "../../../server/train/own/advice.ts";
import { estimateError } from "../../../server/train/own/estimate.ts";
import { UsageError } from "../../../server/train/usage-error.ts";

const failure = (code: string, path?: string) =>
  Object.assign(new Error(code), { code, ...(path && { path }) });

it("[OW18] a full disk, a forbidden place and an interruption are one sentence; a bug keeps its place", () => {
  expect(failureText(new UsageError("No."))).toBe("No.");
  expect(failureText(failure("ENOSPC"))).toMatch(/^No space is left: make room/);
  expect(failureText(failure("ENOSPC", "/a/b"))).toMatch(/^No space is left for \/a\/b: /);
  expect(failureText(new Error("write failed: No space left on device"))).toMatch(/^No space/);
  expect(failureText(failure("EACCES", "/a"))).toMatch(/^\/a cannot be written/);
  const aborted = AbortSignal.abort().reason as Error;
  expect(failureText(aborted)).toMatch(/^Stopped before training began/);
  expect(failureText(new TypeError("x is not a function"))).toMatch(
    /TypeError[\s\S]*said\.test\.ts/,
  );
});

it("[OW21] a model that PCA beats says so, and what to try", () => {
  const card = { metrics: { mse: 0.04 }, klPerDimension: [1, 0.001], beta: 2 };
  expect(adviceOf({ ...card, baselines: { "pca.mse": 0.05 } })).toBeUndefined();
  expect(adviceOf({ ...card, baselines: { "pca.mse": 0.003 } })).toMatch(
    /error 0\.0030, the model 0\.040.*more --epochs; a lower --beta than 2; fewer dimensions than 2 \(1 tell nothing\)/,
  );
});

it("[OW20] how far the estimate was off is said in words", () => {
  expect(estimateError(100, 107)).toBe("7 % longer than estimated");
  expect(estimateError(100, 80.4)).toBe("20 % shorter than estimated");
  expect(estimateError(100, 100.3)).toBe("as estimated");
});
