// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, expect, test } from "vitest";
import { Notices } from "../../../app/_explorer/panel/notices/notices.tsx";
import { useShownPlayback } from "../../../app/_explorer/panel/playback/shown-playback.ts";
import { type ExplorerState, resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { render } from "./render.ts";

const NOW = "a".repeat(64);
let unmount = async () => {};
afterEach(async () => {
  await unmount();
  resetExplorer();
});

async function noticesFor(savedWeights: string | null) {
  useExplorer.setState({ card: { weightsHash: NOW } as ExplorerState["card"] });
  const rendered = await render(<Notices savedWeights={savedWeights} />);
  unmount = rendered.unmount;
  return rendered.element.querySelector("[data-testid=notice-weights]");
}

test("[U18] other weights are told", async () => {
  expect(await noticesFor("b".repeat(64))).not.toBeNull();
});

test.each([[NOW], [null]])("[U18] the same weights, or no bookmark, are not", async (saved) => {
  expect(await noticesFor(saved)).toBeNull();
});

function Page() {
  useShownPlayback();
  return null;
}

async function startPlaying(pathId: string) {
  const rendered = await render(<Page />);
  unmount = rendered.unmount;
  await act(async () => {
    useExplorer.setState({
      playback: { pathId, playing: true, at: 0, speed: 1, startedBy: "Ana" },
    });
  });
}

test("[U19] a path that starts to play opens", async () => {
  await startPlaying("one");
  expect(useExplorer.getState().selectedPath).toBe("one");
});

test("[U19] the path someone looks at stays", async () => {
  useExplorer.setState({ selectedPath: "two" });
  await startPlaying("one");
  expect(useExplorer.getState().selectedPath).toBe("two");
});
