// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useShortcuts } from "../../../app/_explorer/keys/shortcuts.ts";
import { live, resetLive } from "../../../app/_explorer/live.ts";
import { SceneBoundary } from "../../../app/_explorer/panel/notices/scene-boundary.tsx";
import { resetUi, useUi } from "../../../app/_explorer/panel/ui-state.ts";
import { ToastList } from "../../../app/_ui/toast-list.tsx";
import { click, press, render } from "./render.ts";

function Page() {
  useShortcuts();
  return (
    <>
      <input aria-label="Name" />
      <input type="range" />
      <dialog>
        <button type="button">In a dialog</button>
      </dialog>
    </>
  );
}

const scene = { broken: false };

function Scene() {
  if (scene.broken) throw new Error("no context");
  return <p>scene</p>;
}

let element: HTMLElement;
let unmount = async () => {};

beforeEach(async () => {
  resetUi();
  resetLive(3);
  ({ element, unmount } = await render(<Page />));
});
afterEach(() => unmount());

const find = (selector: string) => element.querySelector(selector) as HTMLElement;

test("[U16] keys act on the page and on sliders", async () => {
  await press(document.body, "?");
  expect(useUi.getState().dialog).toBe("help");
  await press(find("[type=range]"), "h");
  expect(useUi.getState().panelsHidden).toBe(true);
  await press(document.body, "n");
  expect([...live.z].some((value) => value !== 0)).toBe(true);
  await press(document.body, "o");
  expect([...live.z]).toEqual([0, 0, 0]);
});

test("[U16] keys are left alone while someone types or a dialog is open", async () => {
  await press(find("input"), "h");
  await press(find("dialog button"), "h");
  expect(useUi.getState().panelsHidden).toBe(false);
});

test("[U16] with Ctrl or Cmd the key is the browser's", async () => {
  document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key: "h", ctrlKey: true, bubbles: true }),
  );
  expect(useUi.getState().panelsHidden).toBe(false);
});

test("[U14] toasts lie in a live region; an action runs once and takes its toast away", async () => {
  const run = vi.fn();
  const onDismiss = vi.fn();
  const toast = {
    id: 7,
    tone: "info" as const,
    text: "Deleted.",
    action: { id: "undo", label: "Undo", run },
  };
  const list = await render(<ToastList toasts={[toast]} onDismiss={onDismiss} />);
  expect(list.element.querySelector("[aria-live=polite]")?.textContent).toContain("Deleted.");
  await click(list.element.querySelector<HTMLElement>("[data-testid=undo]"));
  expect(run).toHaveBeenCalledTimes(1);
  expect(onDismiss).toHaveBeenCalledWith(7);
  await list.unmount();
});

test("[U17] a scene that throws is replaced by a message and can be started again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  scene.broken = true;
  const page = await render(
    <SceneBoundary>
      <Scene />
    </SceneBoundary>,
  );
  expect(page.element.textContent).toContain("The 3D view stopped");
  scene.broken = false;
  await click(page.element.querySelector("button"));
  expect(page.element.textContent).toBe("scene");
  await page.unmount();
});
