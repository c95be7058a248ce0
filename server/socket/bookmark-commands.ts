import { randomBytes } from "node:crypto";
import type { Bookmark, LatentPath } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import { BOOKMARKS_PER_ROOM, PATHS_PER_ROOM } from "../protocol/limits.ts";
import {
  bookmarkDraftSchema,
  byIdSchema,
  namedIdSchema,
  pathDraftSchema,
} from "../protocol/schema.ts";
import { newId } from "../room/id.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import type { Store } from "../store/store.ts";
import type { LiveRoom } from "./live-room.ts";
import { parse } from "./parse.ts";
import type { Seat } from "./registry.ts";

/** Draws one latent's image as a data: URL. */
type Thumbnail = (
  pixels: Uint8Array,
  imageShape: LiveRoom["card"]["imageShape"],
) => Promise<string>;

export interface CommandDeps {
  store: Store;
  scheduler: Pick<DecodeScheduler, "decode">;
  thumbnail: Thumbnail;
}

type Command<T> = (seat: Seat, request: unknown) => Promise<T>;

/** Bookmarks: each change is saved first, then told to everyone in the room. */
export function bookmarkCommands({ store, scheduler, thumbnail }: CommandDeps) {
  const put = (room: LiveRoom, bookmark: Bookmark) => {
    room.bookmarks = replace(room.bookmarks, bookmark);
    room.all.emit("bookmark:put", bookmark);
    return bookmark;
  };
  return {
    "bookmark:create": async ({ room, slot }, request) => {
      const draft = parse(bookmarkDraftSchema, request);
      const z = latentOf(room, draft.z);
      if (room.bookmarks.length >= BOOKMARKS_PER_ROOM) throw new AppError("limit_reached");
      const pixels = await scheduler.decode(room.card.id, z, 1);
      const bookmark = await store.createBookmark({
        id: newId(randomBytes),
        roomId: room.room.info.id,
        name: draft.name,
        modelId: room.card.id,
        weightsHash: room.card.weightsHash,
        z: [...z],
        view: draft.view,
        author: authorOf(room, slot),
        thumbnail: await thumbnail(pixels, room.card.imageShape),
      });
      return put(room, bookmark);
    },
    "bookmark:rename": async ({ room }, request) => {
      const { id, name } = parse(namedIdSchema, request);
      return put(room, await store.renameBookmark(room.room.info.id, id, name));
    },
    "bookmark:remove": async ({ room }, request) => {
      const { id } = parse(byIdSchema, request);
      await store.removeBookmark(room.room.info.id, id);
      room.bookmarks = room.bookmarks.filter((bookmark) => bookmark.id !== id);
      room.all.emit("bookmark:gone", { id });
      return null;
    },
    "bookmark:restore": async ({ room }, request) => {
      const { id } = parse(byIdSchema, request);
      return put(room, await store.restoreBookmark(room.room.info.id, id));
    },
  } satisfies Record<string, Command<Bookmark | null>>;
}

/** Paths, likewise. */
export function pathCommands({ store, scheduler, thumbnail }: CommandDeps) {
  const put = (room: LiveRoom, path: LatentPath) => {
    room.paths = replace(room.paths, path);
    room.all.emit("path:put", path);
    return path;
  };
  return {
    "path:save": async ({ room, slot }, request) => {
      const draft = parse(pathDraftSchema, request);
      const known = room.paths.find((path) => path.id === draft.id);
      if (draft.id && !known) throw new AppError("path_not_found");
      if (!known && room.paths.length >= PATHS_PER_ROOM) throw new AppError("limit_reached");
      const latents = draft.stops.map((stop) => latentOf(room, stop.z));
      const pixels = await decodeAll(room, latents, scheduler);
      const stops = await Promise.all(
        draft.stops.map(async ({ label }, i) => ({
          label,
          z: [...(latents[i] ?? [])],
          thumbnail: await thumbnail(pixels[i] ?? new Uint8Array(), room.card.imageShape),
        })),
      );
      const path = await store.savePath({
        id: known?.id ?? newId(randomBytes),
        roomId: room.room.info.id,
        name: draft.name,
        modelId: room.card.id,
        weightsHash: room.card.weightsHash,
        interpolation: draft.interpolation,
        seconds: draft.seconds,
        stops,
        author: known?.author ?? authorOf(room, slot),
      });
      return put(room, path);
    },
    "path:remove": async ({ room }, request) => {
      const { id } = parse(byIdSchema, request);
      await store.removePath(room.room.info.id, id);
      room.paths = room.paths.filter((path) => path.id !== id);
      room.all.emit("path:gone", { id });
      if (room.room.playback?.state.pathId === id) room.setPlayback(null);
      return null;
    },
    "path:restore": async ({ room }, request) => {
      const { id } = parse(byIdSchema, request);
      return put(room, await store.restorePath(room.room.info.id, id));
    },
  } satisfies Record<string, Command<LatentPath | null>>;
}

async function decodeAll(
  room: LiveRoom,
  latents: Float32Array[],
  scheduler: CommandDeps["scheduler"],
): Promise<Uint8Array[]> {
  const { latentDim } = room.card;
  const packed = new Float32Array(latents.length * latentDim);
  for (const [i, z] of latents.entries()) packed.set(z, i * latentDim);
  const pixels = await scheduler.decode(room.card.id, packed, latents.length);
  const size = pixels.length / latents.length;
  return latents.map((_, i) => pixels.subarray(i * size, (i + 1) * size));
}

/** @throws AppError `bad_latent` when the length is not the model's */
function latentOf({ card }: LiveRoom, z: readonly number[]): Float32Array {
  if (z.length !== card.latentDim) throw new AppError("bad_latent");
  return Float32Array.from(z);
}

function authorOf({ room }: LiveRoom, slot: number): string {
  return room.sessions.get(slot)?.name ?? "Someone";
}

function replace<T extends { id: string; createdAt: string }>(list: readonly T[], item: T): T[] {
  return [...list.filter(({ id }) => id !== item.id), item].sort((a, b) =>
    a.createdAt.localeCompare(b.createdAt),
  );
}
