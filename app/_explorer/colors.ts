export type Scheme = "dark" | "light";

/**
 * Ten class colours for each theme, picked by a search that keeps every pair apart for normal, protanopic and
 * deuteranopic eyes; lightness differs too, so that a grey projector still helps.
 */
const CLASS_COLORS: Readonly<Record<Scheme, readonly string[]>> = {
  dark: [
    "#e6c897",
    "#986d0c",
    "#9fb803",
    "#c8fa02",
    "#6afefe",
    "#9bbdff",
    "#6153fa",
    "#af75fd",
    "#ca06a2",
    "#d67993",
  ],
  light: [
    "#6f1e04",
    "#d09902",
    "#697100",
    "#3ebb9e",
    "#174160",
    "#170fff",
    "#8c9afe",
    "#5a03a2",
    "#7b6796",
    "#a62ff9",
  ],
};

/** CSS colour of a class, for points, legend and cards. Beyond ten classes, hues follow the golden angle. */
export function classColor(label: number, scheme: Scheme): string {
  const list = CLASS_COLORS[scheme];
  const known = list[label];
  if (known) return known;
  const hue = (label * 137.508) % 360;
  return scheme === "dark" ? `hsl(${hue.toFixed(0)} 70% 68%)` : `hsl(${hue.toFixed(0)} 75% 36%)`;
}

/** Whether a background (sRGB components) calls for the light or the dark palette. */
export function schemeOf(background: { x: number; y: number; z: number }): Scheme {
  return 0.299 * background.x + 0.587 * background.y + 0.114 * background.z > 0.5
    ? "light"
    : "dark";
}
