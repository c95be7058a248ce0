import { moreColors } from "./colouring/more-colors.ts";

export type Scheme = "dark" | "light";

/**
 * Ten class colours for each theme, found by a search that keeps the closest pair as far apart as it can (OKLab) for
 * normal, protanopic and deuteranopic eyes; a test holds them to it. Neighbours in digit space (4 7 9, 3 5 8) got the
 * most different ones.
 */
const CLASS_COLORS: Readonly<Record<Scheme, readonly string[]>> = {
  dark: [
    "#5185c4",
    "#f4ef12",
    "#e11d83",
    "#06fda1",
    "#fc9c15",
    "#de9bfd",
    "#99f2fa",
    "#974ff9",
    "#be660e",
    "#75ba96",
  ],
  light: [
    "#0810b8",
    "#5faf0d",
    "#bc0593",
    "#0e5d40",
    "#521d03",
    "#590170",
    "#139ef5",
    "#7045ed",
    "#916d11",
    "#c4809e",
  ],
};

/** As many as a data set may have classes; the rest is found when a data set has more than ten. */
const CLASSES_MAX = 64;
const rest: Partial<Record<Scheme, readonly string[]>> = {};

/** CSS colour of a class, for points, legend and cards. */
export function classColor(label: number, scheme: Scheme): string {
  const list = CLASS_COLORS[scheme];
  const known = list[label];
  if (known) return known;
  rest[scheme] ??= moreColors(list, CLASSES_MAX - list.length, scheme);
  return rest[scheme][(label - list.length) % (CLASSES_MAX - list.length)] as string;
}

/** Whether a background (sRGB components) calls for the light or the dark palette. */
export function schemeOf(background: { x: number; y: number; z: number }): Scheme {
  return 0.299 * background.x + 0.587 * background.y + 0.114 * background.z > 0.5
    ? "light"
    : "dark";
}
