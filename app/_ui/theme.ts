export type Theme = "dark" | "light";

const KEY = "latent-commons.theme";

/**
 * Runs in <head> before anything is painted, so that the page never flashes in the other theme.
 * The choice made with the toggle wins; without one the system's preference is followed.
 */
export const THEME_SCRIPT = `try{var t=localStorage.getItem("${KEY}")}catch(e){}
if(t!=="dark"&&t!=="light")t=matchMedia("(prefers-color-scheme: light)").matches?"light":"dark";
document.documentElement.dataset.theme=t;`;

export function shownTheme(): Theme {
  return document.documentElement.dataset.theme === "light" ? "light" : "dark";
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
}

/** Calls back whenever the theme changes, whoever changed it; follows the system until a choice was made. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: light)");
  const follow = () => {
    if (!hasChoice()) document.documentElement.dataset.theme = system.matches ? "light" : "dark";
  };
  system.addEventListener("change", follow);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", follow);
  };
}

function hasChoice(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
