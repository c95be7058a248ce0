import {
  BufferAttribute,
  BufferGeometry,
  CanvasTexture,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  LinearFilter,
  PlaneGeometry,
} from "three";

const CORNERS = 128;
const FONT_PX = 30;
const ROW_PX = FONT_PX + 10;
const FONT = `600 ${FONT_PX}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;

/** Half length of the own cursor's cross, σ. */
export const ARM = 0.55;
/** In place of a sigma: relative to the own cursor. */
const AT_OWN = -1;

/**
 * A cross through the origin that reaches so far, a small one for the own cursor, and a ring for each of `sigmas`:
 * pairs of ends of lines. The small one has a middle, from which it fades.
 */
export function createGuideLines(reach: number, sigmas: readonly number[]): BufferGeometry {
  const ends: number[] = [];
  const sigma: number[] = [];
  for (const axis of [0, 1, 2]) {
    const along = (end: number) => [0, 1, 2].map((other) => (other === axis ? end : 0));
    for (const end of [-reach, reach]) ends.push(...along(end));
    sigma.push(0, 0);
    for (const end of [-ARM, 0, 0, ARM]) {
      ends.push(...along(end));
      sigma.push(AT_OWN);
    }
  }
  for (const ring of sigmas) {
    for (let i = 0; i < 2 * CORNERS; i++) {
      const angle = (2 * Math.PI * ((i + 1) >> 1)) / CORNERS;
      ends.push(Math.cos(angle), Math.sin(angle), 0);
      sigma.push(ring);
    }
  }
  return new BufferGeometry()
    .setAttribute("position", new BufferAttribute(Float32Array.from(ends), 3))
    .setAttribute("sigma", new BufferAttribute(Float32Array.from(sigma), 1));
}

export interface GuideLabel {
  text: string;
  /** Where it stands; with `sigma` a direction on that ring, its length a share of the radius. */
  anchor: readonly [number, number, number];
  /** Zero away from rings. */
  sigma: number;
  /** Share of the picture's height. */
  height: number;
}

/** All words in one texture, one below the other, and a quad for each. */
export function createGuideLabels(labels: readonly GuideLabel[]) {
  const { canvas, widths } = writeWords(labels.map(({ text }) => text));
  const texture = new CanvasTexture(canvas);
  texture.minFilter = LinearFilter;
  texture.generateMipmaps = false;
  const plane = new PlaneGeometry(1, 1);
  const geometry = new InstancedBufferGeometry();
  geometry.instanceCount = labels.length;
  geometry.setIndex(plane.index).setAttribute("position", plane.getAttribute("position"));
  const attribute = (name: string, size: number, values: number[]) =>
    geometry.setAttribute(name, new InstancedBufferAttribute(Float32Array.from(values), size));
  const width = (i: number) => widths[i] ?? 0;
  attribute(
    "anchor",
    3,
    labels.flatMap(({ anchor }) => [...anchor]),
  );
  attribute(
    "sigma",
    1,
    labels.map(({ sigma }) => sigma),
  );
  attribute(
    "size",
    2,
    labels.flatMap(({ height }, i) => [(height * width(i)) / ROW_PX, height]),
  );
  const rows = labels.length;
  attribute(
    "cell",
    4,
    labels.flatMap((_, i) => [0, 1 - (i + 1) / rows, width(i) / canvas.width, 1 / rows]),
  );
  return { geometry, texture };
}

function writeWords(words: readonly string[]) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) return { canvas, widths: words.map(() => 1) };
  context.font = FONT;
  const widths = words.map((word) => Math.ceil(context.measureText(word).width) + 8);
  canvas.width = Math.max(...widths);
  canvas.height = ROW_PX * words.length;
  // Resizing a canvas resets its state.
  context.font = FONT;
  context.textBaseline = "middle";
  context.fillStyle = "#fff";
  for (const [row, word] of words.entries()) context.fillText(word, 4, ROW_PX * (row + 0.5));
  return { canvas, widths };
}
