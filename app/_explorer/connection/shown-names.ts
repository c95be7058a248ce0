import type { Peer } from "../../../server/protocol/entities.ts";
import type { Lists } from "../../../server/protocol/events.ts";
import { text } from "../../_i18n/text.ts";
import type { ExplorerState } from "../store.ts";

/** Someone under the name that this page shows: where names are hidden, a number is all that the server tells. */
export function shownPeer(peer: Peer): Peer {
  const { alias } = peer;
  return alias === undefined ? peer : { ...peer, name: text("lesson.alias", { number: alias }) };
}

/** What the store holds of the room's lists. */
export function shownLists(
  lists: Lists,
): Pick<ExplorerState, "peers" | "bookmarks" | "paths" | "tours" | "playback"> {
  const { peers, bookmarks, paths, tours, playback } = lists;
  return {
    peers: new Map(peers.map((peer) => [peer.slot, shownPeer(peer)])),
    bookmarks,
    paths,
    tours,
    playback,
  };
}
