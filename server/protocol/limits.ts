/** Bounds on everything that crosses the wire. Units are in the names. */
export const PROTOCOL_VERSION = 2;

/** A cursor is clamped to this many prior standard deviations on every axis. */
const MAX_SIGMA = 8;
export const clampSigma = (value: number): number =>
  Math.min(MAX_SIGMA, Math.max(-MAX_SIGMA, value));
export const NAME_MAX_CHARS = 40;
export const ROOM_NAME_MAX_CHARS = 60;
export const BOOKMARK_NAME_MAX_CHARS = 60;
export const PATH_MAX_STOPS = 64;
export const PATH_MIN_SECONDS = 1;
export const PATH_MAX_SECONDS = 600;
export const BOOKMARKS_PER_ROOM = 500;
export const PATHS_PER_ROOM = 100;
export const PEERS_PER_ROOM = 1000;
/** Latents in one decode request over HTTP (film strips, previews). */
export const DECODE_REQUEST_MAX = 64;
/** A socket message larger than this closes the connection. */
export const MESSAGE_MAX_BYTES = 1_000_000;
/** The page sends its cursor at most this often. */
export const CURSOR_MAX_HZ = 30;
/** A session that lost its connection keeps its place, colour and name this long. */
export const RESUME_MS = 60_000;
