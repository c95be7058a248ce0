/**
 * Where the parts of a person's tag lie, in CSS pixels from the projected cursor, x right and y up:
 * the marker on the cursor itself, the name beside it, the decoded tile above the name.
 * The shader draws by these numbers and the pointer is tested against them.
 */
export const TAG = {
  left: 15,
  bottom: 8,
  nameHeight: 20,
  namePadding: 7,
  gap: 4,
  frame: 3,
  /** Room around everything for shadows and soft edges. */
  margin: 10,
} as const;

/** How near the pointer has to be to the marker; a fingertip is wider. */
const GRAB_PX = 16;

export const KIND = { peer: 0, own: 1, playback: 2 } as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

/** Lower left corner of the tile. */
export const TILE_BOTTOM = TAG.bottom + TAG.nameHeight + TAG.gap;

/**
 * Edge length of a tile. Near ones are a little larger, crowds smaller, and a phone gets less.
 * @param depth from the eye in scene units; `reference` is the camera's distance to its target
 */
export function tileSize(options: {
  kind: Kind;
  depth: number;
  reference: number;
  people: number;
  viewportWidth: number;
}): number {
  const { kind, depth, reference, people, viewportWidth } = options;
  const small = viewportWidth < 600 ? 0.72 : 1;
  if (kind === KIND.own) return 116 * small;
  if (kind === KIND.playback) return 96 * small;
  const crowd = people <= 8 ? 76 : people <= 20 ? 60 : people <= 60 ? 46 : 34;
  const nearness = Math.min(1.25, Math.max(0.7, reference / Math.max(depth, 1e-3)));
  return crowd * nearness * small;
}

export interface Placed {
  /** Projected cursor in CSS pixels from the lower left of the scene. */
  x: number;
  y: number;
  tile: number;
  nameWidth: number;
  shiftX: number;
  shiftY: number;
}

/** What a panel covers of the scene's upper left, CSS pixels from that corner. */
export interface Corner {
  right: number;
  bottom: number;
}

export const NO_CORNER: Corner = { right: 0, bottom: 0 };

/** Between a tag and what it would lie under. */
const CLEAR_PX = 4;

/** Slides a tag whose cursor is on screen so that it stays on screen whole, and out from under a panel in the corner. */
export function keepInside(
  placed: Placed,
  width: number,
  height: number,
  corner: Corner = NO_CORNER,
): void {
  placed.shiftX = 0;
  placed.shiftY = 0;
  const { x, y, tile } = placed;
  if (x < 0 || y < 0 || x > width || y > height) return;
  const right = x + TAG.left + Math.max(tile, placed.nameWidth + 2 * TAG.namePadding) + TAG.frame;
  const top = y + (tile > 0 ? TILE_BOTTOM + tile + TAG.frame : TAG.bottom + TAG.nameHeight);
  placed.shiftX = Math.min(0, width - CLEAR_PX - right);
  placed.shiftY = Math.min(0, height - CLEAR_PX - top);
  const left = x + TAG.left - TAG.frame + placed.shiftX;
  const under = top + placed.shiftY - (height - corner.bottom);
  const beside = corner.right - left;
  if (under <= 0 || beside <= 0) return;
  // The shorter way out that ends on the screen.
  const fits = right + placed.shiftX + beside + CLEAR_PX <= width;
  if (fits && beside <= under) placed.shiftX += beside + CLEAR_PX;
  else placed.shiftY -= under + CLEAR_PX;
}

/** Whether a pointer at (px, py), same pixels as `placed`, is on the marker or the tile. */
export function hitsTag(placed: Placed, px: number, py: number): boolean {
  const dx = px - placed.x;
  const dy = py - placed.y;
  if (Math.hypot(dx, dy) <= GRAB_PX) return true;
  const left = TAG.left + placed.shiftX - TAG.frame;
  const bottom = TAG.bottom + placed.shiftY;
  const width = Math.max(placed.tile + 2 * TAG.frame, placed.nameWidth + 2 * TAG.namePadding);
  const height = TILE_BOTTOM - TAG.bottom + placed.tile + TAG.frame;
  return dx >= left && dx <= left + width && dy >= bottom && dy <= bottom + height;
}
