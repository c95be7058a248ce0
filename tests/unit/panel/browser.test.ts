// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { copyText } from "../../../app/_ui/copy-text.ts";
import { chooseTheme, shownTheme, THEME_SCRIPT } from "../../../app/_ui/theme.ts";

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

/** Runs the script of the page's head with a system preference. */
function load(prefersLight: boolean) {
  vi.stubGlobal("matchMedia", () => ({ matches: prefersLight }));
  new Function(THEME_SCRIPT)();
  return shownTheme();
}

test("[U12] without a choice the system's theme is followed, dark unless it says light", () => {
  expect(load(true)).toBe("light");
  expect(load(false)).toBe("dark");
});

test("[U12] a choice outlives the page and the system's preference", () => {
  chooseTheme("light");
  expect(load(false)).toBe("light");
  chooseTheme("dark");
  expect(load(true)).toBe("dark");
});

test("[U13] without a clipboard interface the text is selected and copied", async () => {
  vi.stubGlobal("navigator", {});
  const copied: string[] = [];
  Object.assign(document, {
    execCommand: () => copied.push(document.querySelector("textarea")?.value ?? "") > 0,
  });
  expect(await copyText("http://10.0.0.5:3000/room/abcd1234")).toBe(true);
  expect(copied).toEqual(["http://10.0.0.5:3000/room/abcd1234"]);
  expect(document.querySelector("textarea")).toBeNull();
});
