import { create } from "zustand";
import type { DoorState } from "../../server/protocol/door.ts";
import type {
  BookmarkSummary,
  EngineState,
  LatentPath,
  PathSummary,
  Peer,
  Playback,
  RoomInfo,
  RoomStats,
} from "../../server/protocol/entities.ts";
import type { Fault } from "../../server/protocol/errors.ts";
import type { JoinCode } from "../../server/protocol/join-code.ts";
import { type Followers, type LessonState, NO_LESSON } from "../../server/protocol/lesson.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import type { ToldRight } from "../../server/protocol/rights.ts";
import type { TourSummary } from "../../server/protocol/tour.ts";
import { BY_CLASS } from "./colouring/columns.ts";
import type { Companions } from "./follow/place-of.ts";

/** A join code as this page heard of it. */
export type HeardCode = JoinCode & { heardAt: number };

export type Connection =
  | { state: "connecting" }
  | { state: "joined" }
  | { state: "reconnecting" }
  /** Final until the person acts: unknown room, full room, version mismatch. */
  | { state: "refused"; fault: Fault };

export interface Toast {
  id: number;
  tone: "info" | "error";
  text: string;
  /** e.g. Undo; `id` names it to tests, in any language */
  action: { id: string; label: string; run: () => void } | null;
}

/** The model's data as loaded by the page; null while it loads. */
export interface Cloud {
  /** count × latentDim */
  embedding: Float32Array;
  /** count × 3, scatter space */
  points: Float32Array;
  labels: Uint8Array;
  count: number;
}

/** Points that are drawn before all of a model's data have come. */
export interface EarlyCloud extends Pick<Cloud, "points" | "labels" | "count"> {
  /** So many, from the first, have a place; rises in this very object. */
  arrived: number;
}

/** What the scene needs of a path to draw it. */
export interface DrawnPath extends Pick<LatentPath, "interpolation"> {
  stops: readonly { readonly z: readonly number[] }[];
}

export interface ExplorerState {
  connection: Connection;
  /** Out of touch for so long that the person should know. */
  connectionLate: boolean;
  room: RoomInfo | null;
  card: ModelCard | null;
  engine: EngineState | null;
  /** What this page's person may do; ask right.ts. */
  right: ToldRight["right"];
  /** Holds the host key: may also give keys away. */
  owner: boolean;
  /** At a locked door: this page explores alone until it is let in. */
  waiting: boolean;
  /** For hosts. */
  door: DoorState | null;
  /** For hosts: the code that leads here, as of `heardAt` (performance.now()). */
  joinCode: HeardCode | null;
  me: Peer | null;
  /** Others, by slot. */
  peers: ReadonlyMap<number, Peer>;
  bookmarks: readonly BookmarkSummary[];
  paths: readonly PathSummary[];
  tours: readonly TourSummary[];
  /** Paths whose stops this page has read, by id. */
  fullPaths: ReadonlyMap<string, LatentPath>;
  playback: Playback | null;
  lesson: LessonState;
  /** Who goes along with whom. */
  companions: Companions;
  /** Who is with whoever is followed, by slot of that person; the own one, and the presenter's for hosts. */
  followers: ReadonlyMap<number, Followers>;
  stats: RoomStats | null;
  /** Who drew the own image that is shown. */
  drawnBy: "server" | "page";
  /** Whether this page could draw by itself, should the server be slow or gone. */
  pageDecoderReady: boolean;

  cloud: Cloud | null;
  /** While it loads; null before its first points and after the last. */
  early: EarlyCloud | null;
  /** Loading progress of the cloud, 0..1, or a fault. */
  cloudProgress: number;
  cloudFault: string | null;

  /** Row of the data point under the pointer, or null. */
  hovered: number | null;
  /** What colours the points (colouring/columns.ts). */
  colouring: string;
  /** Bytes of what colours them that are not shown: classes, names, or parts of a number. */
  hiddenClasses: ReadonlySet<number>;
  thumbnailsInCloud: boolean;
  /** Path whose line is drawn in the scene and edited in the panel. */
  selectedPath: string | null;
  /** The way of the stop that this page is shown, drawn in its stead. */
  tourPath: DrawnPath | null;
  statsOpen: boolean;
  toasts: readonly Toast[];
}

const initial: ExplorerState = {
  connection: { state: "connecting" },
  connectionLate: false,
  room: null,
  card: null,
  engine: null,
  right: "edit",
  owner: false,
  waiting: false,
  door: null,
  joinCode: null,
  me: null,
  peers: new Map(),
  bookmarks: [],
  paths: [],
  tours: [],
  fullPaths: new Map(),
  playback: null,
  lesson: NO_LESSON,
  companions: new Map(),
  followers: new Map(),
  stats: null,
  drawnBy: "server",
  pageDecoderReady: false,
  cloud: null,
  early: null,
  cloudProgress: 0,
  cloudFault: null,
  hovered: null,
  colouring: BY_CLASS,
  hiddenClasses: new Set(),
  thumbnailsInCloud: false,
  selectedPath: null,
  tourPath: null,
  statsOpen: false,
  toasts: [],
};

/** Slow state of the room page. Components subscribe with narrow selectors. */
export const useExplorer = create<ExplorerState>()(() => initial);

export function resetExplorer(): void {
  useExplorer.setState(initial, true);
}

let nextToast = 1;

/** Shows a message for `ms`; an action (undo) keeps it longer. */
export function toast(
  text: string,
  options: { tone?: Toast["tone"]; action?: Toast["action"]; ms?: number } = {},
): void {
  const entry: Toast = {
    id: nextToast++,
    tone: options.tone ?? "info",
    text,
    action: options.action ?? null,
  };
  useExplorer.setState((s) => ({ toasts: [...s.toasts.slice(-3), entry] }));
  setTimeout(() => dismissToast(entry.id), options.ms ?? (entry.action ? 10_000 : 5_000));
}

export function dismissToast(id: number): void {
  useExplorer.setState((s) => ({ toasts: s.toasts.filter((t) => t.id !== id) }));
}

/** Says whose image is shown; a word for each image costs nothing while it stays the same. */
export function tellDrawnBy(drawnBy: ExplorerState["drawnBy"]): void {
  if (useExplorer.getState().drawnBy !== drawnBy) useExplorer.setState({ drawnBy });
}
