import { createImageLayers, type ImageLayers } from "./image-layers.ts";

/** Texels per CSS pixel: names stay sharp on dense displays. */
const SCALE = 2;
const FONT_PX = 12.5;
const MAX_WIDTH_PX = 160;
const HEIGHT_PX = 18;

export interface NameLayers {
  layers: ImageLayers;
  /** Draws `text`, shortened where it is too long. Returns its width in CSS pixels. */
  write: (layer: number, text: string) => number;
}

/** Size of one name's layer in CSS pixels. */
export const NAME_BOX = { width: MAX_WIDTH_PX, height: HEIGHT_PX } as const;

/** Names drawn once each into layers of one array texture; the shader colours them. */
export function createNameLayers(): NameLayers {
  const width = MAX_WIDTH_PX * SCALE;
  const height = HEIGHT_PX * SCALE;
  const layers = createImageLayers(width, height, 1);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const grey = new Uint8Array(width * height);

  const write = (layer: number, text: string) => {
    if (!context) return 0;
    context.font = `600 ${FONT_PX * SCALE}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
    context.textBaseline = "middle";
    context.fillStyle = "#fff";
    context.clearRect(0, 0, width, height);
    const shown = shorten(text, (candidate) => context.measureText(candidate).width <= width - 4);
    context.fillText(shown, 2, height / 2 + SCALE * 0.5);
    const { data } = context.getImageData(0, 0, width, height);
    for (let i = 0; i < grey.length; i++) grey[i] = data[4 * i + 3] ?? 0;
    layers.put(layer, grey);
    return Math.min(MAX_WIDTH_PX, context.measureText(shown).width / SCALE + 2);
  };
  return { layers, write };
}

/** The longest beginning that fits, with an ellipsis; counts whole characters, so that no emoji is cut in half. */
export function shorten(text: string, fits: (candidate: string) => boolean): string {
  if (fits(text)) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && !fits(`${letters.join("")}…`)) letters.pop();
  return `${letters.join("")}…`;
}
