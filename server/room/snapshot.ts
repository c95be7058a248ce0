import type { Joined } from "../protocol/commands.ts";
import type { Bookmark, LatentPath, Peer } from "../protocol/entities.ts";
import type { Lists } from "../protocol/events.ts";
import { type CardOf, summarizeBookmark, summarizePath } from "../protocol/summaries.ts";
import type { Player } from "./player.ts";
import type { Shelf } from "./shelf.ts";
import type { Tours } from "./tours.ts";

/** What a newcomer is told of a room, beside their own place. */
export type Snapshot = Lists &
  Pick<Joined, "room" | "card" | "epoch" | "beside" | "lesson" | "with" | "task" | "bench">;

interface Listed {
  bookmarks: Pick<Shelf<Bookmark>, "all">;
  paths: Pick<Shelf<LatentPath>, "all">;
  tours: Pick<Tours, "summaries">;
  stage: { player: Pick<Player, "now"> };
}

/** What of a room holds names. @param own the receiver, who is none of the others */
export function listsOf(room: Listed, cardOf: CardOf, people: readonly Peer[], own: number): Lists {
  const { bookmarks, paths, tours, stage } = room;
  return {
    peers: people.filter(({ slot }) => slot !== own),
    bookmarks: bookmarks.all.map((bookmark) => summarizeBookmark(cardOf, bookmark)),
    paths: paths.all.map((path) => summarizePath(cardOf, path)),
    tours: tours.summaries(),
    playback: stage.player.now(),
  };
}
