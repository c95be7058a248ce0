// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { InlineName } from "../../../app/_ui/inline-name.tsx";
import { press, render, type } from "./render.ts";

let unmount = async () => {};
afterEach(() => unmount());

async function mounted() {
  const onSave = vi.fn();
  const onEnd = vi.fn();
  const rendered = await render(
    <InlineName name="Old" label="Name" maxChars={60} onSave={onSave} onEnd={onEnd} />,
  );
  unmount = rendered.unmount;
  const input = rendered.element.querySelector("input") as HTMLInputElement;
  const leave = () =>
    act(async () => {
      input.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    });
  return { input, leave, onSave, onEnd };
}

test("[U10] Enter saves the trimmed name once, though the field then loses focus", async () => {
  const { input, leave, onSave, onEnd } = await mounted();
  await type(input, "  New ");
  await press(input, "Enter");
  await leave();
  expect(onSave.mock.calls).toEqual([["New"]]);
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test("[U10] leaving the field saves", async () => {
  const { input, leave, onSave } = await mounted();
  await type(input, "New");
  await leave();
  expect(onSave).toHaveBeenCalledWith("New");
});

test("[U10] Escape keeps the old name", async () => {
  const { input, onSave, onEnd } = await mounted();
  await type(input, "New");
  await press(input, "Escape");
  expect(onSave).not.toHaveBeenCalled();
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test.each(["", "   ", "Old"])("[U10] %j is not saved", async (text) => {
  const { input, onSave } = await mounted();
  await type(input, text);
  await press(input, "Enter");
  expect(onSave).not.toHaveBeenCalled();
});
