import { luminance, MIDDLE_LUMINANCE, rgbOf } from "../../../_ui/contrast.ts";
import css from "./avatar.module.css";

/** A person as a disc of their colour with their initials. */
export function Avatar({
  name,
  color,
  online = true,
}: {
  name: string;
  color: string;
  online?: boolean;
}) {
  return (
    <span
      className={css.avatar}
      style={{ background: color, color: inkOn(color) }}
      data-online={online}
      title={name}
    >
      {initials(name)}
    </span>
  );
}

/** First letters of the first two words; whole characters, so that any script and emoji survive. */
function initials(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
}

const LIGHT = "#ffffff";
const DARK = "#000000";

/** The ink that stands out more on a colour (#rrggbb), by WCAG's relative luminance: always more than 4.5 to 1. */
export function inkOn(color: string): string {
  return luminance(rgbOf(color)) > MIDDLE_LUMINANCE ? DARK : LIGHT;
}
