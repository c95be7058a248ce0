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
}

/** Someone in the room. `slot` names them in binary packets and is theirs until they leave for good. */
export interface Peer {
  slot: number;
  name: string;
  color: string;
  /** False while the connection is lost and the place is kept. */
  online: boolean;
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
  /** data: URL of a small PNG drawn by the decoder when the bookmark was made */
  thumbnail: string;
}

export const INTERPOLATIONS = ["lerp", "slerp", "catmull-rom"] as const;
export type Interpolation = (typeof INTERPOLATIONS)[number];

export interface PathStop {
  label: string;
  z: number[];
  /** data: URL */
  thumbnail: string;
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
}

/** Where the room's shared playback stands. At server time `since` the head was at `at` (0..1). */
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

/** Live figures of the decode service over the last few seconds; times in milliseconds. */
export interface Stats {
  imagesPerSecond: number;
  batchMean: number;
  decodeP50: number;
  decodeP95: number;
  queueP95: number;
  supersededPerSecond: number;
  eventLoopP99: number;
  rooms: number;
  people: number;
}

/** The slot of the room's shared playback head in binary packets; people start at 1. */
export const PLAYBACK_SLOT = 0;
