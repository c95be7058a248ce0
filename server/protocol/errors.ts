/** Every failure a person can cause or meet: one code, one HTTP status, one sentence. */
const ERRORS = {
  bad_request: { status: 400, message: "The request could not be understood." },
  bad_latent: {
    status: 400,
    message: "The latent holds a value that is not a number, or has the wrong length.",
  },
  places_in_line: {
    status: 400,
    message: "These three places lie on one line, and many planes go through a line.",
  },
  no_such_tile: { status: 404, message: "The map has no such tile." },
  not_two_dimensions: {
    status: 400,
    message: "Only a model with two latent dimensions has a map of its whole latent space.",
  },
  bad_name: { status: 400, message: "A name has 1 to 40 characters." },
  rude_name: { status: 400, message: "This name cannot be used here. Choose another one." },
  bad_code: { status: 400, message: "A code has eight letters." },
  code_unknown: {
    status: 404,
    message: "This code leads nowhere. Compare it with the screen; it ends with the lesson.",
  },
  protocol_mismatch: {
    status: 409,
    message: "The page and the server differ in version. Reload the page.",
  },
  forbidden: {
    status: 403,
    message: "Your link does not allow this here. Ask the host for one that does.",
  },
  room_closed: {
    status: 403,
    message: "The host has closed this room. Ask the host to open it, or for a link with a key.",
  },
  removed: {
    status: 403,
    message: "The host has removed you from this room. Only the host can let you in again.",
  },
  door_refused: {
    status: 403,
    message:
      "The host did not let you in. You may knock again, perhaps after a word with the host.",
  },
  door_unanswered: {
    status: 408,
    message: "Nobody has opened the door for half an hour. Try again when the host is there.",
  },
  not_joined: { status: 409, message: "Join a room first." },
  room_not_found: { status: 404, message: "This room does not exist." },
  room_full: { status: 503, message: "This room is full." },
  model_not_found: { status: 404, message: "This model does not exist." },
  no_pictures: {
    status: 409,
    message: "There are no pictures of what this model’s codes are codes of.",
  },
  person_not_found: { status: 404, message: "This person has left the room." },
  bookmark_not_found: { status: 404, message: "This bookmark does not exist." },
  path_not_found: { status: 404, message: "This path does not exist." },
  tour_not_found: { status: 404, message: "This tour does not exist." },
  tour_read_only: {
    status: 403,
    message: "This tour came with the model and cannot be changed. Copy it to change the copy.",
  },
  tour_changed: {
    status: 409,
    message: "Someone changed this tour meanwhile. Open it again and repeat your change.",
  },
  task_over: { status: 409, message: "This task is over." },
  task_closed: { status: 409, message: "This task takes no more answers." },
  task_mismatch: { status: 400, message: "This is not what the task asks for." },
  model_changed: {
    status: 409,
    message: "This was made with other weights than the decoder has now, and cannot be played.",
  },
  other_model: {
    status: 409,
    message: "This is of another model than the room's. A host can switch to that model.",
  },
  other_data: {
    status: 400,
    message: "That model was made of other images than the room's. Open a room of its own for it.",
  },
  same_model: {
    status: 409,
    message: "The room is in that model already. Choose another one to stand beside it.",
  },
  limit_reached: { status: 409, message: "This room holds no more of these. Delete some first." },
  too_fast: { status: 429, message: "Too many requests. Wait a moment." },
  too_large: { status: 413, message: "The request is too large." },
  store_unavailable: {
    status: 503,
    message: "Saving is not possible at the moment. The room itself goes on.",
  },
  paused: {
    status: 409,
    message: "The lesson is paused. Nothing can be changed until a host goes on with it.",
  },
  not_here: { status: 404, message: "This person is not here any more." },
  follows_you: {
    status: 409,
    message: "They follow you, or someone who does. Leave first, or ask them to.",
  },
  not_offered: { status: 409, message: "The spotlight is not offered to you any more." },
  engine_unavailable: { status: 503, message: "The decoder is not available at the moment." },
  wrong_host: { status: 421, message: "This server does not answer to that name." },
  foreign_site: { status: 403, message: "Another site's page may not use this server." },
  wrong_media_type: { status: 415, message: "The body must be application/json." },
  image_not_found: { status: 404, message: "This image does not exist." },
  internal: { status: 500, message: "Something went wrong on the server." },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** What a client is told. `message` is a sentence a person can read. */
export interface Fault {
  code: ErrorCode;
  message: string;
}

/** An expected failure. Anything else that is thrown is a bug. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options: { message?: string; cause?: unknown } = {}) {
    super(options.message ?? ERRORS[code].message, { cause: options.cause });
    this.code = code;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  toFault(): Fault {
    return { code: this.code, message: this.message };
  }
}

/** Turns anything thrown into the domain error; the original stays as `cause`. */
export function fromUnknown(cause: unknown): AppError {
  return cause instanceof AppError ? cause : new AppError("internal", { cause });
}
