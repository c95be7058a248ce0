import { PLAYBACK_SLOT } from "../../../server/protocol/entities.ts";
import type { ErrorCode, Fault } from "../../../server/protocol/errors.ts";
import { placed, type ServerToClientEvents } from "../../../server/protocol/events.ts";
import { faultText } from "../../_i18n/text.ts";
import { hearBench } from "../bench/bench-store.ts";
import { putBeside } from "../beside/beside.ts";
import { companionsOf } from "../follow/place-of.ts";
import { live, liveChanged } from "../live.ts";
import { toast, useExplorer } from "../store.ts";
import { forgetHiddenAnswers, putAnswers, putTask } from "../task-state.ts";
import { noteGivenName } from "./given-name.ts";
import { goOver } from "./go-over.ts";
import { hearCode } from "./join-code.ts";
import { receiveFrame, receiveTick } from "./receive.ts";
import { shownLists, shownPeer } from "./shown-names.ts";
import type { ExplorerSocket } from "./socket.ts";

const { getState: get, setState: set } = useExplorer;

/** What can end the stay in a room that was entered. */
const ENDS_STAY: readonly ErrorCode[] = [
  "room_not_found",
  "protocol_mismatch",
  "room_closed",
  "removed",
  "door_refused",
  "door_unanswered",
];

/** What the page does with each event of the server: one that is missing or misspelt does not compile. */
function listeners(refuse: (fault: Fault) => void, again: () => void): ServerToClientEvents {
  return {
    tick: receiveTick,
    frame: receiveFrame,
    "peer:put": (peer) => {
      if (peer.slot === live.own.slot) {
        // Hidden names are no names given.
        if (!get().lesson.hidden.names) noteGivenName(peer.name);
        set({ me: peer });
      } else set({ peers: new Map(get().peers).set(peer.slot, shownPeer(peer)) });
      if (peer.hidden) live.cursors.delete(peer.slot);
    },
    "peer:gone": ({ slot }) => {
      live.cursors.delete(slot);
      live.views.delete(slot);
      set({ peers: new Map([...get().peers].filter(([other]) => other !== slot)) });
    },
    "room:put": (room) => set({ room }),
    "beside:put": putBeside,
    "room:model": goOver,
    "right:put": ({ right, owner }) => {
      set(right === "host" ? { right, owner } : { right, owner, door: null, joinCode: null });
      if (right !== "host") forgetHiddenAnswers();
    },
    "door:put": (door) => set({ door }),
    "door:open": again,
    "code:put": hearCode,
    "bookmark:put": (put) => set({ bookmarks: placed(get().bookmarks, put) }),
    "bookmark:gone": ({ id }) => set({ bookmarks: get().bookmarks.filter((b) => b.id !== id) }),
    "path:put": (put) => set({ paths: placed(get().paths, put) }),
    "path:gone": ({ id }) => set({ paths: get().paths.filter((p) => p.id !== id) }),
    "tour:put": (put) => set({ tours: placed(get().tours, put) }),
    "tour:gone": ({ id }) => set({ tours: get().tours.filter((t) => t.id !== id) }),
    playback: (playback) => {
      if (!playback) live.cursors.delete(PLAYBACK_SLOT);
      set({ playback });
    },
    "task:put": putTask,
    "task:answers": putAnswers,
    "bench:put": (shown) => hearBench(shown, live.own.slot),
    "engine:put": (engine) => set({ engine }),
    "lesson:put": (lesson) => set({ lesson }),
    "with:put": (links) => {
      set({ companions: companionsOf(links, get().companions) });
      // Whose image a tile shows has changed, though no image has.
      liveChanged();
    },
    "lists:put": (lists) => set(shownLists(lists)),
    "followers:put": (put) => set({ followers: new Map(get().followers).set(put.slot, put) }),
    stats: (stats) => set({ stats }),
    fault: (fault) => {
      if (ENDS_STAY.includes(fault.code)) refuse(fault);
      else toast(faultText(fault), { tone: "error" });
    },
  };
}

/**
 * @param refuse ends the connection for good, with the page that says why
 * @param again joins anew on the same connection
 */
export function listen(
  socket: ExplorerSocket,
  refuse: (fault: Fault) => void,
  again: () => void,
): void {
  for (const [event, listener] of Object.entries(listeners(refuse, again)))
    socket.on(event as keyof ServerToClientEvents, listener as never);
}
