import type { Bookmark, LatentPath } from "../../server/protocol/entities.ts";
import { askBookmark, askPath } from "./connection/commands.ts";
import { type ExplorerState, useExplorer } from "./store.ts";

/** Places never change but for their names, which lists show. */
const bookmarks = new Map<string, Promise<Bookmark | undefined>>();
const pathsAsked = new Map<string, Promise<LatentPath | undefined>>();

/** A place with its latent, from the server the first time; undefined when it could not be had, which was told. */
export function readBookmark(id: string): Promise<Bookmark | undefined> {
  return once(bookmarks, id, () => askBookmark(id));
}

/** A path with its stops as they are now, kept by id and revision; undefined when it could not be had, which was told. */
export async function readPath(id: string): Promise<LatentPath | undefined> {
  const { paths, fullPaths } = useExplorer.getState();
  const revision = paths.find((path) => path.id === id)?.revision;
  const known = fullPaths.get(id);
  if (known && known.revision === revision) return known;
  const key = `${id} ${revision}`;
  const path = await once(pathsAsked, key, () => askPath(id));
  // Asked for once at a time; kept in the store, where the next revision replaces it.
  pathsAsked.delete(key);
  if (path) keepPath(path);
  return path;
}

export function keepPath(path: LatentPath): void {
  useExplorer.setState((s) => ({ fullPaths: new Map(s.fullPaths).set(path.id, path) }));
}

/** The selected path with its stops, once they are here. */
export function selectedFullPath({ selectedPath, paths, fullPaths }: ExplorerState) {
  const summary = paths.find(({ id }) => id === selectedPath);
  return (summary && fullPaths.get(summary.id)) ?? null;
}

/** Reads the selected path's stops, and again whenever someone changes it. Returns the undo. */
export function followSelectedPath(): () => void {
  let wanted = "";
  const look = ({ selectedPath, paths }: ExplorerState) => {
    const summary = paths.find(({ id }) => id === selectedPath);
    const key = summary ? `${summary.id} ${summary.revision}` : "";
    if (key === wanted) return;
    wanted = key;
    if (summary) void readPath(summary.id);
  };
  look(useExplorer.getState());
  return useExplorer.subscribe(look);
}

/** One question under way for each key; an answer is kept, a failure is not. */
function once<T>(
  asked: Map<string, Promise<T | undefined>>,
  key: string,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const known = asked.get(key);
  if (known) return known;
  const answer = ask().then((value) => {
    if (value === undefined) asked.delete(key);
    return value;
  });
  asked.set(key, answer);
  return answer;
}
