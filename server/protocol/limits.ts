/** Bounds on everything that crosses the wire. Units are in the names. */
export const PROTOCOL_VERSION = 5;

/** What ids look like (room/id.ts makes them). */
export const ID = /^[a-z0-9]{8,32}$/;

/** A cursor is clamped to this many prior standard deviations on every axis. */
const MAX_SIGMA = 8;
export const clampSigma = (value: number): number =>
  Math.min(MAX_SIGMA, Math.max(-MAX_SIGMA, value));
/** Latent spaces of more dimensions are refused. */
export const LATENT_MAX = 1024;
export const NAME_MAX_CHARS = 40;
export const ROOM_NAME_MAX_CHARS = 60;
export const BOOKMARK_NAME_MAX_CHARS = 60;
export const PATH_MAX_STOPS = 64;
export const PATH_MIN_SECONDS = 1;
export const PATH_MAX_SECONDS = 600;
export const BOOKMARKS_PER_ROOM = 500;
export const PATHS_PER_ROOM = 100;
export const TOURS_PER_ROOM = 50;
export const TOUR_MAX_STOPS = 40;
/** Places of a tour's stops and of the paths that play along with them, together. */
export const TOUR_MAX_LATENTS = 256;
export const NOTE_MAX_CHARS = 4_000;
/** All notes of one tour together: twenty printed pages. */
export const TOUR_NOTES_MAX_CHARS = 40_000;
/** A tour as a file; what is larger is not even read. */
export const TOUR_FILE_MAX_BYTES = 4 << 20;
/** Summaries of paths and tours show this many of their stops. */
export const PATH_SUMMARY_IMAGES = 3;
/** A host's words for a task. */
export const TASK_WORDS_MAX_CHARS = 200;
/** Stops of a path that is handed in as an answer: a thousand of them go to everyone at once. */
export const ANSWER_MAX_STOPS = 12;
/** Answers that become places with one command: a class. */
export const TASK_KEEP_MAX = 32;
/** People connected to one room. */
export const PEERS_PER_ROOM = 1000;
/** Places kept in one room for people who lost their connection; beyond it the longest lost goes. */
export const LOST_PER_ROOM = 200;
/** A host or co-host key, or a session token, has 32 characters; anything longer is none. */
export const SECRET_MAX_CHARS = 64;
/** What a room may be told to use: from a slow phone line to what fills a gigabit. */
export const ROOM_BYTES_MIN = 16_000;
export const ROOM_BYTES_MAX = 125_000_000;
/** People who wait at one room's locked door; the next is told that it is full. */
export const WAITING_PER_ROOM = 200;
/** Who has waited so long is told that nobody opened. */
export const WAITING_MS = 30 * 60_000;
/** Latents in one decode request over HTTP (film strips, previews): ten classes in ten styles. */
export const DECODE_REQUEST_MAX = 100;
/** An event longer than this closes the connection, unless the table of commands calls it large. */
export const EVENT_MAX_BYTES = 16 * 1024;
/** A float32 in JSON and its comma, as the longest that JavaScript writes. */
const NUMBER_MAX_BYTES = 24;
/** A stop's label at four bytes a character, and the JSON around it. */
const STOP_MAX_BYTES = 320;
/** A tour's stop without its latents and its note: title, camera, filter, and the JSON around them. */
const TOUR_STOP_MAX_BYTES = 1_500;
/** A character of a note in UTF-8, or escaped in JSON. */
const NOTE_CHAR_MAX_BYTES = 3;
const LATENT_MAX_BYTES = NUMBER_MAX_BYTES * LATENT_MAX;
/**
 * The largest honest message: a path or a tour as long as it may be, of as many dimensions as there may be. Not of the
 * models that are there at the start: larger ones may come.
 */
export const MESSAGE_MAX_BYTES = Math.max(
  PATH_MAX_STOPS * (LATENT_MAX_BYTES + STOP_MAX_BYTES),
  TOUR_MAX_LATENTS * LATENT_MAX_BYTES +
    TOUR_MAX_STOPS * TOUR_STOP_MAX_BYTES +
    TOUR_NOTES_MAX_CHARS * NOTE_CHAR_MAX_BYTES,
);
/** A connection that has not joined after this long, or this many commands, is closed. */
export const UNJOINED_MS = 10_000;
export const UNJOINED_COMMANDS = 3;
/** The page sends its cursor at most this often. */
export const CURSOR_MAX_HZ = 30;
/** A session that lost its connection keeps its place, colour and name this long. */
export const RESUME_MS = 60_000;
