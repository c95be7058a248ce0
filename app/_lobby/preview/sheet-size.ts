import type { ModelCard } from "../../../server/protocol/model-card.ts";

export interface SheetSize {
  columns: number;
  rows: number;
  /** Images along the walk. */
  frames: number;
}

/** All of one shape, width to height, so that the cards of a row are as high. */
const SHEET_RATIO = 2;
const ROWS = [3, 2, 1];
/** What is mixed anew for each screen refresh: eighteen tiles of 128 pixels. */
const SHEET_MAX_PIXELS = 300_000;
const FRAMES = 48;
const FRAMES_MIN = 8;
/** What a preview may be to load. */
const FRAMES_MAX_BYTES = 4 << 20;

/** Of large images fewer are shown, and fewer are decoded: a preview is looked at for seconds. */
export function sheetSize([height, width, channels]: ModelCard["imageShape"]): SheetSize {
  const pixels = height * width;
  const grids = ROWS.map((rows) => {
    const columns = Math.max(1, Math.round((rows * SHEET_RATIO * height) / width));
    return { columns, rows };
  });
  const fits = grids.find(({ columns, rows }) => columns * rows * pixels <= SHEET_MAX_PIXELS);
  const affordable = Math.floor(FRAMES_MAX_BYTES / (pixels * channels));
  const frames = Math.min(FRAMES, Math.max(FRAMES_MIN, affordable));
  return { ...(fits ?? (grids.at(-1) as (typeof grids)[number])), frames };
}
