import { CanvasTexture, LinearFilter } from "three";

const FONT_PX = 30;
const ROW_PX = FONT_PX + 10;
const FONT = `600 ${FONT_PX}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;

export interface Words {
  texture: CanvasTexture;
  /** Where each word lies in the texture: x, y, width and height in texture coordinates, and its width in heights. */
  cells: { cell: [number, number, number, number]; aspect: number }[];
}

/** All words in one texture, one below the other. */
export function writeWords(words: readonly string[]): Words {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const widths = context ? write(canvas, context, words) : words.map(() => 1);
  const texture = new CanvasTexture(canvas);
  texture.minFilter = LinearFilter;
  texture.generateMipmaps = false;
  const rows = words.length;
  const cells = widths.map((width, row): Words["cells"][number] => ({
    cell: [0, 1 - (row + 1) / rows, width / canvas.width, 1 / rows],
    aspect: width / ROW_PX,
  }));
  return { texture, cells };
}

/** @returns the words' widths in pixels */
function write(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  words: readonly string[],
): number[] {
  context.font = FONT;
  const widths = words.map((word) => Math.ceil(context.measureText(word).width) + 8);
  canvas.width = Math.max(...widths);
  canvas.height = ROW_PX * words.length;
  // Resizing a canvas resets its state.
  context.font = FONT;
  context.textBaseline = "middle";
  context.fillStyle = "#fff";
  for (const [row, word] of words.entries()) context.fillText(word, 4, ROW_PX * (row + 0.5));
  return widths;
}
