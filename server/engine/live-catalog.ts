import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../clock.ts";
import type { ModelCard, RestorerCard } from "../protocol/model-card.ts";
import {
  type AnyEntry,
  type Catalog,
  type CatalogEntry,
  latentModels,
  type Restorers,
  readEntry,
  refill,
  restorersOf,
} from "./catalog.ts";
import { survey, type WatchFolder, watchFolder } from "./folder-watch.ts";

/** The models of a running server, as their folder is: models come and go without a restart. */
export interface LiveCatalog {
  /** The same two maps for as long as the server runs; their content changes. */
  readonly catalog: Catalog;
  readonly restorers: Restorers;
  /** With which an id was last shown: rooms in a model that is gone go on, without new images. */
  lastCard: (modelId: string) => ModelCard | undefined;
  /** Looks at the folder, at most once a second: some file systems tell of no change. Never rejects. */
  refresh: () => Promise<void>;
  /** Hears after each change; returns how to stop. */
  onChange: (listener: () => void) => () => void;
  /**
   * While a model is in use, other weights under its id are not taken over: the rooms in it hold its codes and pictures,
   * and their moves would be drawn by a stranger.
   */
  holdWhile: (inUse: (modelId: string) => boolean) => void;
  dispose: () => void;
}

export interface LiveCatalogOptions {
  root: string;
  /** Hears what an operator should know: each broken folder once, with file and reason. */
  warn: (message: string) => void;
  clock: Clock;
  watch?: WatchFolder;
}

/** Milliseconds without a further change after which a change is read: a folder is renamed or copied in some steps. */
const SETTLED_MS = 150;
/** However often the lobby is asked. */
const ASKED_MS = 1000;

/** A folder as it was last read. */
interface Known {
  stamp: string;
  entry: AnyEntry | null;
  fault: string | null;
}

/** @throws Error in one sentence when `root` cannot be read; a broken model never throws */
export async function openLiveCatalog(options: LiveCatalogOptions): Promise<LiveCatalog> {
  const { root, warn, clock, watch = watchFolder } = options;
  const catalog = new Map<string, CatalogEntry>();
  const restorers: Map<string, RestorerEntry> = new Map();
  const listeners = new Set<() => void>();
  const lastShown = new Map<string, ModelCard | RestorerCard>();
  const warned = new Set<string>();
  let known = new Map<string, Known>();
  let inUse: (modelId: string) => boolean = () => false;

  /** Says it once, until it is no longer so. */
  const warnAll = (lines: readonly string[]) => {
    for (const line of lines) if (!warned.has(line)) warn(line);
    warned.clear();
    for (const line of lines) warned.add(line);
  };

  const read = async () => {
    const found = await survey(root);
    const next = new Map<string, Known>();
    for (const [folder, stamps] of found.folders) {
      const before = known.get(folder);
      const stamp = `${stamps} ${found.datasets.get(before?.entry?.card.dataset.id ?? "")}`;
      // What was broken may have been mended in a file that has no stamp.
      if (before?.entry && before.stamp === stamp) next.set(folder, before);
      else next.set(folder, keepAlike(readKnown(folder, stamps, found.datasets), before));
    }
    known = next;
    const { entries, lines } = chooseEntries([...known.values()], {
      current: (id) => catalog.get(id) ?? restorers.get(id),
      isHeld: ({ card }) => {
        const last = lastShown.get(card.id);
        return last !== undefined && last.weightsHash !== card.weightsHash && inUse(card.id);
      },
    });
    const models = latentModels(entries);
    const others = restorersOf(entries);
    if (models.size === 0) lines.push(nothingHere(root));
    warnAll(lines);
    if (same(catalog, models) && same(restorers, others)) return;
    refill(catalog, models);
    refill(restorers, others);
    for (const { card } of entries) lastShown.set(card.id, card);
    for (const listener of listeners) listener();
  };

  await read().catch((cause: unknown) => {
    throw new Error(`The folder of models cannot be read: ${reasonOf(cause)}. See ARTIFACTS.`);
  });

  let lookedAt = clock.now();
  let last: Promise<void> = Promise.resolve();
  const look = () => {
    lookedAt = clock.now();
    last = last.then(read).catch((cause: unknown) => {
      warnAll([`The folder of models cannot be read, they stay as they were: ${reasonOf(cause)}`]);
    });
  };
  let cancel = () => {};
  const stop = watch(
    root,
    () => {
      cancel();
      cancel = clock.after(SETTLED_MS, look);
    },
    (cause) =>
      warn(`The folder of models is looked at when the lobby is opened only: ${reasonOf(cause)}`),
  );

  return {
    catalog,
    restorers,
    lastCard(modelId) {
      const card = lastShown.get(modelId);
      return card?.kind === "super-resolution" ? undefined : card;
    },
    refresh() {
      if (clock.now() - lookedAt >= ASKED_MS) look();
      return last;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    holdWhile(held) {
      inUse = held;
    },
    dispose() {
      cancel();
      stop();
      listeners.clear();
    },
  };
}

type RestorerEntry = Restorers extends ReadonlyMap<string, infer Entry> ? Entry : never;

function readKnown(folder: string, stamps: string, datasets: ReadonlyMap<string, string>): Known {
  try {
    const entry = readEntry(folder);
    return { stamp: `${stamps} ${datasets.get(entry.card.dataset.id)}`, entry, fault: null };
  } catch (cause) {
    return { stamp: stamps, entry: null, fault: reasonOf(cause) };
  }
}

/** Written anew with the same content it is the same model. */
function keepAlike(now: Known, before: Known | undefined): Known {
  return before?.entry && isDeepStrictEqual(now.entry, before.entry)
    ? { ...now, entry: before.entry }
    : now;
}

/** The models that are shown, and what is to be said of the others. */
function chooseEntries(
  folders: readonly Known[],
  shown: {
    current: (id: string) => AnyEntry | undefined;
    isHeld: (entry: AnyEntry) => boolean;
  },
): { entries: AnyEntry[]; lines: string[] } {
  const chosen = new Map<string, AnyEntry>();
  const lines: string[] = [];
  for (const { entry, fault } of folders) {
    if (!entry) {
      lines.push(`A model is passed over: ${fault}`);
      continue;
    }
    const { id } = entry.card;
    const other = chosen.get(id);
    if (other) {
      lines.push(
        `A model is passed over: ${entry.folder} has the id “${id}”, as ${other.folder} has`,
      );
    } else if (shown.isHeld(entry)) {
      lines.push(
        `The model “${id}” has other weights now, and people are in a room of it: they are used when the rooms are empty, or after a restart`,
      );
      const current = shown.current(id);
      if (current) chosen.set(id, current);
    } else chosen.set(id, entry);
  }
  return { entries: [...chosen.values()], lines };
}

function nothingHere(root: string): string {
  return `There is no model in ${root}: no room can be opened until one is there (npm run import, npm run train)`;
}

function same<V>(a: ReadonlyMap<string, V>, b: ReadonlyMap<string, V>): boolean {
  return a.size === b.size && [...b].every(([key, value]) => a.get(key) === value);
}

function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/\s*\n\s*/g, " ");
}
