// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { ModelPreview } from "../../../app/_lobby/preview/model-preview.tsx";
import { previewWalk } from "../../../app/_lobby/preview/preview-loop.ts";
import { sheetSize } from "../../../app/_lobby/preview/sheet-size.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { render } from "../panel/render.ts";

afterEach(() => vi.unstubAllGlobals());

test("[GL6] nothing is decoded before it is seen, and then once", async () => {
  const seen: ((entries: { isIntersecting: boolean }[]) => void)[] = [];
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(callback: (typeof seen)[number]) {
        seen.push(callback);
      }
      observe() {}
      disconnect() {}
    },
  );
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return new Response(new Uint8Array(48 * 4));
  });
  const { unmount } = await render(<ModelPreview card={makeCard()} />);
  const look = (isIntersecting: boolean) =>
    act(async () => {
      for (const callback of seen) callback([{ isIntersecting }]);
    });
  await look(false);
  expect(asked).toEqual([]);
  for (const isIntersecting of [true, false, true]) await look(isIntersecting);
  expect(asked).toEqual(["/api/models/digits/decode"]);
  await unmount();
});

test("[GL6] of large images fewer are shown and decoded, in a sheet of the same shape", () => {
  expect(sheetSize([28, 28, 1])).toEqual({ columns: 6, rows: 3, frames: 48 });
  expect(sheetSize([128, 128, 3])).toEqual({ columns: 6, rows: 3, frames: 48 });
  expect(sheetSize([512, 512, 3])).toEqual({ columns: 2, rows: 1, frames: 8 });
  expect(sheetSize([48, 24, 3])).toEqual({ columns: 12, rows: 3, frames: 48 });
  expect(sheetSize([24, 48, 3])).toEqual({ columns: 3, rows: 3, frames: 48 });
});

test("[GL6] a dimension that is a label goes through the classes, as long at each", () => {
  const condition = { dimension: 1, values: [-1, 0, 1] };
  const walk = previewWalk({ id: "digits", latentDim: 3, condition }, 6);
  expect(walk.map((z) => z[1])).toEqual([-1, -1, 0, 0, 1, 1]);
});
