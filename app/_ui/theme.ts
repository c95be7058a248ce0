import { keptHere } from "./kept.ts";

export type Theme = "dark" | "light";

const KEY = "latent-commons.theme";

/**
 * Runs in <head> before anything is painted, so that the page never flashes in the other theme.
 * The link's `theme=` wins, as a page of a course may want it; then the choice made with the toggle; then the system's.
 */
export const THEME_SCRIPT = `try{var t=new URLSearchParams(location.search).get("theme")||localStorage.getItem("${KEY}")}catch(e){}
if(t!=="dark"&&t!=="light")t=matchMedia("(prefers-color-scheme: light)").matches?"light":"dark";
document.documentElement.dataset.theme=t;`;

export function shownTheme(): Theme {
  return document.documentElement.dataset.theme === "light" ? "light" : "dark";
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  keptHere.set(KEY, theme);
}

/** Calls back whenever the theme changes, whoever changed it; follows the system until a choice was made. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: light)");
  const follow = () => {
    if (!isChosen()) document.documentElement.dataset.theme = system.matches ? "light" : "dark";
  };
  system.addEventListener("change", follow);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", follow);
  };
}

function isChosen(): boolean {
  return keptHere.get(KEY) !== null || new URLSearchParams(location.search).has("theme");
}
