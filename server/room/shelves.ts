import type { Bookmark, LatentPath } from "../protocol/entities.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { pathFits, summarizeBookmark, summarizePath } from "../protocol/summaries.ts";
import type { LiveTell } from "./seats.ts";
import { Shelf } from "./shelf.ts";

interface Stored {
  bookmarks: readonly Bookmark[];
  paths: readonly LatentPath[];
}

/** A room's places. What changes is told to everyone as lists show it. */
export const bookmarkShelf = (card: ModelCard, { bookmarks }: Stored, tell: LiveTell) =>
  new Shelf(bookmarks, {
    put: ({ item, at }) => tell("bookmark:put", { at, item: summarizeBookmark(card, item) }),
    gone: (id) => tell("bookmark:gone", { id }),
  });

/** A room's paths. @param changed hears after everyone whether the path may be played now */
export const pathShelf = (
  card: ModelCard,
  { paths }: Stored,
  tell: LiveTell,
  changed: (id: string, fits: boolean) => void,
) =>
  new Shelf(paths, {
    put: ({ item, at }) => {
      tell("path:put", { at, item: summarizePath(card, item) });
      changed(item.id, pathFits(card, item));
    },
    gone: (id) => {
      tell("path:gone", { id });
      changed(id, false);
    },
  });
