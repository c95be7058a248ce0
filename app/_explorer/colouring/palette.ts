import type { Dataset } from "../../../server/protocol/dataset.ts";
import { type Rgb, rgbOf, tintOn } from "../../_ui/contrast.ts";
import { classColor, type Scheme } from "../colors.ts";
import { BY_CLASS, type Column, columnOf, NUMBER_TOP, UNKNOWN } from "./columns.ts";
import { numberColor } from "./number-scale.ts";
import { readHex, writeHex } from "./oklab.ts";

/** Neither near to the ground nor a colour that means something. */
const NOT_KNOWN = "#7d8694";

/** --bg of each theme. */
const GROUND: Readonly<Record<Scheme, Rgb>> = { dark: rgbOf("#0b0e14"), light: rgbOf("#eceff3") };

/** CSS colour of one byte of a column. */
export function colorOf(column: Column, byte: number, scheme: Scheme): string {
  if (column.kind === "number")
    return byte === UNKNOWN ? NOT_KNOWN : numberColor(byte / NUMBER_TOP, scheme);
  if (byte >= column.names.length) return NOT_KNOWN;
  const own = column.colors?.[byte];
  // Black hair on a dark ground is a dark grey that can be seen.
  return own ? writeHex(tintOn(GROUND[scheme], rgbOf(own))) : classColor(byte, scheme);
}

/** CSS colour of a class, whatever the points are coloured by. */
export function colorOfClass(dataset: Dataset, label: number, scheme: Scheme): string {
  return colorOf(columnOf(dataset, BY_CLASS), label, scheme);
}

/** Writes red, green, blue and whether it is shown of each byte, as the points' shader reads them. */
export function writePalette(
  column: Column,
  hidden: ReadonlySet<number>,
  scheme: Scheme,
  into: Uint8Array | Uint8ClampedArray,
): void {
  for (let byte = 0; byte <= UNKNOWN; byte++) {
    const color = readHex(colorOf(column, byte, scheme));
    for (const [i, value] of color.entries()) into[4 * byte + i] = Math.round(255 * value);
    into[4 * byte + 3] = hidden.has(byte) ? 0 : 255;
  }
}
