import { create } from "zustand";
import { after } from "../after.ts";

/** A key held down makes many sentences; only the last is worth hearing. */
const QUIET_MS = 180;
/** Said twice, a sentence has to differ to be heard twice. */
const AGAIN = "\u00a0";

/** What a screen reader is to say now. */
export const useSpoken = create<{ text: string }>()(() => ({ text: "" }));

let cancel = () => {};
let newest = 0;

/** Says a sentence, which may still be made, once nothing newer came for a moment. */
export async function say(sentence: string | Promise<string>): Promise<void> {
  const mine = ++newest;
  const text = await sentence;
  if (mine !== newest) return;
  cancel();
  cancel = after(QUIET_MS, () =>
    useSpoken.setState((now) => ({ text: now.text === text ? text + AGAIN : text })),
  );
}

/** For a page that is left: nothing of it is said in the next one. */
export function hush(): void {
  newest++;
  cancel();
  useSpoken.setState({ text: "" });
}
