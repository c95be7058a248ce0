import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { withTexts } from "../../helpers/texts.ts";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

/** Mounts a component into a fresh element of the document, with English texts. */
export async function render(children: ReactNode) {
  const element = document.createElement("div");
  document.body.append(element);
  const root = createRoot(element);
  await act(async () => root.render(withTexts(children)));
  const unmount = async () => {
    await act(async () => root.unmount());
    element.remove();
  };
  return { element, unmount };
}

/** Types into a React input as a person would. */
export async function type(input: HTMLInputElement, text: string) {
  await act(async () => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value") ?? {};
    set?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export async function press(target: EventTarget, key: string) {
  await act(async () => {
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
}

export async function click(target: HTMLElement | null | undefined) {
  await act(async () => target?.click());
}
