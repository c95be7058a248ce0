import type { Bookmark, LatentPath } from "../protocol/entities.ts";
import { type CardOf, summarizeBookmark, summarizePath } from "../protocol/summaries.ts";
import type { BuiltInTour } from "../protocol/tour.ts";
import type { LiveTell } from "./seats.ts";
import { Shelf } from "./shelf.ts";
import type { StoredRoom } from "./stored-room.ts";
import { Tours } from "./tours.ts";

interface Hearers {
  cardOf: CardOf;
  builtIn: readonly BuiltInTour[];
  /** Says to everyone how lists show what has changed. */
  tell: LiveTell;
  /** Hears after everyone of a path that is another now, or gone. */
  pathChanged: (id: string) => void;
}

/** A room's lists. They hold what was made with any model that the room has been in: each item says which. */
export interface Shelves {
  readonly bookmarks: Shelf<Bookmark>;
  readonly paths: Shelf<LatentPath>;
  readonly tours: Tours;
}

export function shelvesOf(
  { bookmarks, paths, tours }: StoredRoom,
  { cardOf, builtIn, tell, pathChanged }: Hearers,
): Shelves {
  return {
    bookmarks: new Shelf(bookmarks, {
      put: ({ item, at }) => tell("bookmark:put", { at, item: summarizeBookmark(cardOf, item) }),
      gone: (id) => tell("bookmark:gone", { id }),
    }),
    paths: new Shelf(paths, {
      put: ({ item, at }) => {
        tell("path:put", { at, item: summarizePath(cardOf, item) });
        pathChanged(item.id);
      },
      gone: (id) => {
        tell("path:gone", { id });
        pathChanged(id);
      },
    }),
    tours: new Tours({ cardOf, stored: tours, builtIn, tell }),
  };
}
