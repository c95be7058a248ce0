import { useMemo, useSyncExternalStore } from "react";
import { Color, SRGBColorSpace, Vector3 } from "three";
import { onThemeChange } from "../../_ui/theme.ts";
import { type Scheme, schemeOf } from "../colors.ts";

/** The page's colours as the scene's shaders take them: sRGB components, because they mix in sRGB. */
export interface SceneTheme {
  scheme: Scheme;
  background: Vector3;
  text: Vector3;
  muted: Vector3;
  accent: Vector3;
}

const FALLBACK = {
  "--bg": "#0b0e14",
  "--text": "#eaeef5",
  "--muted": "#9ba7ba",
  "--accent": "#f4b74a",
};
const scratch = new Color();

/** A CSS colour as sRGB components 0..1. */
export function srgb(style: string, into = new Vector3()): Vector3 {
  scratch.setStyle(style).getRGB(scratch, SRGBColorSpace);
  return into.set(scratch.r, scratch.g, scratch.b);
}

/** Reads the custom properties of :root; what is missing keeps the dark default. */
function readTheme(): SceneTheme {
  const style = getComputedStyle(document.documentElement);
  const color = (name: keyof typeof FALLBACK) =>
    srgb(style.getPropertyValue(name).trim() || FALLBACK[name]);
  const background = color("--bg");
  return {
    scheme: schemeOf(background),
    background,
    text: color("--text"),
    muted: color("--muted"),
    accent: color("--accent"),
  };
}

const key = () => getComputedStyle(document.documentElement).getPropertyValue("--bg");

/** The theme now; the component renders again when the page switches between light and dark. */
export function useTheme(): SceneTheme {
  const shown = useSyncExternalStore(onThemeChange, key, () => "");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the whole style sheet.
  return useMemo(readTheme, [shown]);
}
