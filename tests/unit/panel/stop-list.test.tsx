// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addStop, emptyDraft } from "../../../app/_explorer/panel/paths/path-draft.ts";
import { changeDraft, usePathEditing } from "../../../app/_explorer/panel/paths/path-editing.ts";
import { StopList } from "../../../app/_explorer/panel/paths/stop-list.tsx";
import { click, press, render } from "./render.ts";

function Editor() {
  return <StopList stops={usePathEditing((s) => s.draft?.stops ?? [])} />;
}

const order = () =>
  usePathEditing
    .getState()
    .draft?.stops.map((stop) => stop.label)
    .join("");
let element: HTMLElement;
let unmount = async () => {};

beforeEach(async () => {
  usePathEditing.setState({ draft: emptyDraft("Path 1") });
  for (const label of ["a", "b", "c"])
    changeDraft((draft) => addStop(draft, { label, z: [0, 0, 0], picture: "" }));
  ({ element, unmount } = await render(<Editor />));
});
afterEach(() => unmount());

const button = (label: string) => element.querySelector<HTMLElement>(`[aria-label="${label}"]`);

test("[U15] the arrow buttons move a stop, and the ends have none to press", async () => {
  await click(button("Move c up"));
  expect(order()).toBe("acb");
  expect(button("Move a up")?.hasAttribute("disabled")).toBe(true);
  expect(button("Move b down")?.hasAttribute("disabled")).toBe(true);
});

test("[U15] the grip takes arrow keys", async () => {
  await press(button("Drag a") as HTMLElement, "ArrowDown");
  expect(order()).toBe("bac");
});

test("[U15] dragging the grip moves the stop to the row under the pointer", async () => {
  for (const [i, row] of [...element.querySelectorAll("li")].entries())
    row.getBoundingClientRect = () => ({ bottom: 40 * (i + 1) }) as DOMRect;
  const grip = button("Drag a") as HTMLElement;
  grip.setPointerCapture = () => {};
  const fire = (name: string, clientY: number) =>
    act(async () => {
      grip.dispatchEvent(new PointerEvent(name, { bubbles: true, pointerId: 1, clientY }));
    });
  await fire("pointerdown", 20);
  await fire("pointermove", 110);
  expect(order()).toBe("bca");
});
