/** Twelve hues that stay apart for colour-blind eyes in pairs and carry white text. */
export const PERSON_COLORS = [
  "#4477aa",
  "#ee6677",
  "#228833",
  "#b8860b",
  "#3a9fbf",
  "#aa3377",
  "#dd7711",
  "#6655cc",
  "#008877",
  "#c2417c",
  "#7a8b2f",
  "#996633",
] as const;
