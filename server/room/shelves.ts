import type { Bookmark, LatentPath } from "../protocol/entities.ts";
import type { ServerEventName, ServerEvents } from "../protocol/events.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { pathFits, summarizeBookmark, summarizePath } from "../protocol/summaries.ts";
import { Shelf } from "./shelf.ts";

/** Says it to everyone in the room. */
export type Tell = <E extends ServerEventName>(event: E, payload: ServerEvents[E]) => void;

/** A room's places, told as summaries. */
export function bookmarkShelf(
  card: ModelCard,
  stored: readonly Bookmark[],
  tell: Tell,
): Shelf<Bookmark> {
  return new Shelf(stored, {
    put: ({ item, at }) => tell("bookmark:put", { at, item: summarizeBookmark(card, item) }),
    gone: (id) => tell("bookmark:gone", { id }),
  });
}

/** A room's paths. @param changed hears whether one may still be played */
export function pathShelf(
  card: ModelCard,
  stored: readonly LatentPath[],
  tell: Tell,
  changed: (id: string, fits: boolean) => void,
): Shelf<LatentPath> {
  return new Shelf(stored, {
    put: ({ item, at }) => {
      tell("path:put", { at, item: summarizePath(card, item) });
      changed(item.id, pathFits(card, item));
    },
    gone: (id) => {
      tell("path:gone", { id });
      changed(id, false);
    },
  });
}
