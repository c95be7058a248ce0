import type { Link } from "./rights.ts";

/** What rooms hold and people save, as it travels in JSON. */
export type Vec3 = [number, number, number];

/** A camera in scene units (one unit is one standard deviation of the prior). */
export interface View {
  position: Vec3;
  target: Vec3;
}

export interface RoomInfo {
  id: string;
  name: string;
  modelId: string;
  /** ISO time */
  createdAt: string;
  /** What whoever holds no key may do here. */
  link: Link;
  /** Somebody holds its host key. Rooms made before there were keys have none. */
  hosted: boolean;
  /** What all that the room tells together may take; null: only each receiver's own bound holds. */
  bytesPerSecond: number | null;
}

/** Someone in the room. `slot` names them in binary packets and is theirs until they leave for good. */
export interface Peer {
  slot: number;
  name: string;
  color: string;
  /** False while the connection is lost and the place is kept. */
  online: boolean;
  /** Names are hidden: the page calls them "Person 3", and `name` is empty. */
  alias?: number;
  /** They chose to show their cursor to nobody. */
  hidden?: true;
}

export interface Bookmark {
  id: string;
  roomId: string;
  name: string;
  modelId: string;
  weightsHash: string;
  /** length latentDim, exact float32 values */
  z: number[];
  view: View | null;
  author: string;
  createdAt: string;
  /** Names the picture that the decoder drew when the bookmark was made (image-address.ts). */
  image: string;
}

/** A bookmark as lists show it. */
export interface BookmarkSummary
  extends Pick<Bookmark, "id" | "name" | "author" | "image" | "modelId"> {
  /** Made with other weights than its model has now, or of a model that is not here. */
  stale?: true;
}

export const INTERPOLATIONS = ["lerp", "slerp", "catmull-rom"] as const;
export type Interpolation = (typeof INTERPOLATIONS)[number];

interface PathStop {
  label: string;
  z: number[];
  /** Names the picture that the decoder drew when the path was saved (image-address.ts). */
  image: string;
}

/** An interpolation path: ordered stops, walked in `seconds` at speed 1. */
export interface LatentPath {
  id: string;
  roomId: string;
  name: string;
  modelId: string;
  weightsHash: string;
  interpolation: Interpolation;
  seconds: number;
  stops: PathStop[];
  author: string;
  createdAt: string;
  /** 1 when it was made, one more with each change. */
  revision: number;
}

/** A path as lists show it. */
export interface PathSummary
  extends Pick<
    LatentPath,
    "id" | "name" | "author" | "modelId" | "interpolation" | "seconds" | "revision"
  > {
  stops: number;
  /** Pictures of the first stops, at most PATH_SUMMARY_IMAGES. */
  images: string[];
  /** Made with other weights than its model has now, or of a model that is not here: cannot be played. */
  stale?: true;
}

/** Where the room's shared playback stood when this was sent: its head at `at` (0..1). */
export interface Playback {
  pathId: string;
  playing: boolean;
  at: number;
  speed: number;
  /** Started this play, for the label on the travelling image. */
  startedBy: string;
}

/** Which decoder draws the images. */
export interface EngineInfo {
  /** As in the setting ENGINE, e.g. "onnx-cpu"; several are joined by commas. */
  id: string;
  /** Where it computes: cpu, wasm, webgpu, cuda … */
  device: string;
  /** e.g. "ONNX Runtime on CPU, 2 threads" */
  label: string;
}

/** The decoder as a room is told of it. */
export interface EngineState {
  info: EngineInfo;
  /** It answers this room's model with errors; moves wait, and pages draw their own image meanwhile. */
  failing: boolean;
}

/** Live figures of the decode service over the last few seconds; times in milliseconds. */
export interface Stats {
  imagesPerSecond: number;
  batchMean: number;
  decodeP50: number;
  decodeP95: number;
  queueP95: number;
  supersededPerSecond: number;
  /** Batches that the engine failed. */
  failuresPerSecond: number;
  eventLoopP99: number;
  rooms: number;
  people: number;
}

/** The figures as a room is told of them. */
export interface RoomStats extends Stats {
  /** What all that this room sends together took, a second. */
  roomBytesPerSecond: number;
}

/** The slot of the room's shared playback head in binary packets; people start at 1. */
export const PLAYBACK_SLOT = 0;
