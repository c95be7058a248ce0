import type { Bookmark } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import { BOOKMARKS_PER_ROOM } from "../protocol/limits.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { LiveRoom } from "../room/live-room.ts";
import type { CommandDeps } from "./deps.ts";
import { checkModel, draw, latentOf } from "./draw.ts";
import type { Handlers } from "./handler.ts";

type BookmarkCommand = Extract<keyof Handlers, `bookmark:${string}`>;

interface Draft extends Pick<Bookmark, "name" | "view" | "author"> {
  /** The model that it is of: the room may go over to another while this is drawn. */
  card: ModelCard;
  z: readonly number[];
}

/**
 * Draws, saves and tells a new place.
 * @throws AppError `bad_latent`, `limit_reached`
 */
export async function createBookmark(
  room: LiveRoom,
  { card, z, ...draft }: Draft,
  deps: CommandDeps,
): Promise<Bookmark> {
  const { info } = room;
  const latent = latentOf(card, z);
  if (room.bookmarks.all.length >= BOOKMARKS_PER_ROOM) throw new AppError("limit_reached");
  const [picture] = await draw(card, [latent] as const, deps);
  const made = {
    ...draft,
    id: deps.newId(),
    roomId: info.id,
    modelId: card.id,
    weightsHash: card.weightsHash,
    z: [...latent],
    image: picture.key,
  };
  const bookmark = await deps.store.createBookmark(made, picture.png);
  room.bookmarks.put(bookmark);
  return bookmark;
}

/** Bookmarks: each change is saved first, then told to everyone in the room. */
export function bookmarkHandlers(deps: CommandDeps): Pick<Handlers, BookmarkCommand> {
  const { store } = deps;
  const put = (room: LiveRoom, bookmark: Bookmark) => {
    room.bookmarks.put(bookmark);
    return bookmark;
  };
  return {
    "bookmark:read"({ room }, { id }) {
      const bookmark = room.bookmarks.find(id);
      if (!bookmark) throw new AppError("bookmark_not_found");
      return bookmark;
    },
    "bookmark:create"(seat, { modelId, ...draft }) {
      const { room } = seat;
      const { card } = room;
      checkModel(card, { modelId });
      const author = room.profiles.of(seat).name;
      return createBookmark(room, { ...draft, card, author }, deps);
    },
    async "bookmark:rename"({ room }, { id, name }) {
      return put(room, await store.renameBookmark(room.info.id, id, name));
    },
    async "bookmark:remove"({ room }, { id }) {
      await store.removeBookmark(room.info.id, id);
      room.bookmarks.remove(id);
      return null;
    },
    async "bookmark:restore"({ room }, { id }) {
      return put(room, await store.restoreBookmark(room.info.id, id));
    },
  };
}
