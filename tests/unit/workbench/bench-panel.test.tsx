// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { resetBench, useBench } from "../../../app/_explorer/bench/bench-store.ts";
import { writePixels } from "../../../app/_explorer/bench/source/pixel-text.ts";
import { Bench } from "../../../app/_explorer/panel/bench/bench.tsx";
import { resetUi, useUi } from "../../../app/_explorer/panel/ui-state.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { click, press, render } from "../panel/render.ts";
import { BENCH } from "./bench.ts";

const room = makeCard({ id: "vae" });
const denoiser = makeCard({ id: "denoise", kind: "denoising-autoencoder", title: "Denoiser" });

/** Loads nothing and answers every run with black. */
class BlackWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  postMessage({ id, kind, subject }: { id: number; kind: string; subject: { id: string } }) {
    const outcome = {
      pixels: subject.id === "way" ? new Uint8Array(0) : new Uint8Array(4),
      psnr: subject.id === "denoise" ? 20 : 10,
      ssim: 0.5,
      ownError: null,
      z: subject.id === "way" ? new Float32Array(6) : null,
    };
    const answer =
      kind === "load" && subject.id === "vae"
        ? { id, kind: "failed", reason: "404" }
        : { id, kind: kind === "load" ? "loaded" : "done", outcome };
    queueMicrotask(() => this.onmessage?.({ data: answer }));
  }
  terminate() {}
}

beforeEach(() => {
  vi.stubGlobal("Worker", BlackWorker);
  vi.stubGlobal("fetch", async () => Response.json({ models: [room, denoiser], restorers: [] }));
  useExplorer.setState({ card: room, right: "host" });
  const deflated = writePixels(Uint8Array.of(0, 255, 0, 255)) ?? "";
  const source = { kind: "pixels" as const, from: "upload" as const, inverted: true, deflated };
  useBench.setState({ own: { ...BENCH, source } });
  useUi.setState({ dialog: "bench" });
});
let unmount = async () => {};
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
  resetBench();
  resetUi();
  resetExplorer();
});

async function open() {
  const mounted = await render(<Bench />);
  unmount = mounted.unmount;
  const find = <E extends HTMLElement>(id: string) =>
    mounted.element.querySelector<E>(`[data-testid="${id}"]`);
  for (let i = 0; i < 100 && !find("bench-psnr-denoise"); i++)
    await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
  return { find };
}

it("[WB19] each that mends has a tile with its figures, the closest is marked, one that failed says why beside the others", async () => {
  const { find } = await open();
  expect(find("bench-psnr-denoise")?.textContent).toBe("20.0 dB");
  expect(find("bench-psnr-denoise")?.dataset.best).toBe("true");
  expect(find("bench-psnr-median")?.dataset.best).toBe("false");
  expect(find("bench-tile-vae")?.textContent).toContain("404");
  expect(find("bench-retry-vae")).not.toBeNull();
  expect(find("bench-uploaded")?.textContent).toContain("has been inverted");
});

it("[WB19] controls change the bench; of somebody else's they are shut, and Escape leaves", async () => {
  const { find } = await open();
  await click(find("bench-undamaged"));
  expect(useBench.getState().own?.damage.noise).toBe("none");
  await click(find("bench-model-denoise"));
  expect(useBench.getState().own?.models).not.toBeNull();
  await act(async () => useBench.setState({ mode: "following", shown: { slot: 9, state: BENCH } }));
  expect(find("bench-undamaged")?.closest("fieldset")?.disabled).toBe(true);
  expect(find("bench-apart")).not.toBeNull();
  await press(find("bench") as HTMLElement, "Escape");
  expect(useUi.getState().dialog).toBeNull();
});
