import { parentOf, type Tile, tileKey } from "../../../../server/latent/map/map-tiles.ts";

/** Beside which the page's other requests still find a connection. */
const AT_ONCE = 4;
/** Who is told to wait asks again after this. */
const BUSY_MS = 2000;

export class Busy extends Error {}

interface LoaderOptions<Picture> {
  /** Rejects with `Busy` where the server asks for patience. */
  load: (tile: Tile, signal: AbortSignal) => Promise<Picture>;
  isHere: (key: string) => boolean;
  onTile: (tile: Tile, picture: Picture) => void;
  /** Nothing is asked any more until `retry`. */
  onFault: (cause: unknown) => void;
  later?: (run: () => void, ms: number) => () => void;
}

export interface TileLoader {
  /** What the newest view needs, most wanted first. What no view needs any more is given up. */
  want: (tiles: readonly Tile[]) => void;
  retry: () => void;
  dispose: () => void;
}

/** Loads the tiles of the newest view, a few at a time. */
export function createTileLoader<Picture>(options: LoaderOptions<Picture>): TileLoader {
  const { load, isHere, onTile, onFault, later = afterwards } = options;
  const inFlight = new Map<string, AbortController>();
  let wanted: readonly Tile[] = [];
  let stopped = false;
  let undoWait: (() => void) | null = null;

  const next = () => {
    if (stopped || undoWait) return;
    for (const tile of wanted) {
      if (inFlight.size >= AT_ONCE) return;
      const key = tileKey(tile);
      if (!isHere(key) && !inFlight.has(key)) void fetchTile(tile, key);
    }
  };

  async function fetchTile(tile: Tile, key: string): Promise<void> {
    const abort = new AbortController();
    inFlight.set(key, abort);
    try {
      const picture = await load(tile, abort.signal);
      if (!abort.signal.aborted) onTile(tile, picture);
    } catch (cause) {
      if (!abort.signal.aborted) failed(cause);
    }
    // Given up meanwhile, it may already be asked for again.
    if (inFlight.get(key) === abort) inFlight.delete(key);
    next();
  }

  function failed(cause: unknown): void {
    if (cause instanceof Busy) {
      undoWait ??= later(() => {
        undoWait = null;
        next();
      }, BUSY_MS);
      return;
    }
    stopped = true;
    giveUp(() => true);
    onFault(cause);
  }

  function giveUp(isUseless: (key: string) => boolean): void {
    for (const [key, abort] of inFlight) {
      if (!isUseless(key)) continue;
      inFlight.delete(key);
      abort.abort();
    }
  }

  return {
    want(tiles) {
      wanted = tiles;
      const useful = withAncestors(tiles);
      giveUp((key) => !useful.has(key));
      next();
    },
    retry() {
      stopped = false;
      next();
    },
    dispose() {
      stopped = true;
      undoWait?.();
      giveUp(() => true);
    },
  };
}

/** Someone who comes closer still sees the coarser tiles that are on their way, until the finer ones are there. */
function withAncestors(tiles: readonly Tile[]): Set<string> {
  const keys = new Set<string>();
  for (const tile of tiles)
    for (let at: Tile | null = tile; at && !keys.has(tileKey(at)); at = parentOf(at))
      keys.add(tileKey(at));
  return keys;
}

function afterwards(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
