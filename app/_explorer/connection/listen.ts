import { PLAYBACK_SLOT } from "../../../server/protocol/entities.ts";
import type { Fault } from "../../../server/protocol/errors.ts";
import type { ServerToClientEvents } from "../../../server/protocol/events.ts";
import { live } from "../live.ts";
import { putById, toast, useExplorer } from "../store.ts";
import { isFinal } from "./join.ts";
import { receiveFrame, receiveTick } from "./receive.ts";
import type { ExplorerSocket } from "./socket.ts";

const { getState: get, setState: set } = useExplorer;

/** What the page does with each event of the server: one that is missing or misspelt does not compile. */
const LISTENERS: Omit<ServerToClientEvents, "fault"> = {
  tick: receiveTick,
  frame: receiveFrame,
  "peer:put": (peer) => {
    if (peer.slot === live.own.slot) set({ me: peer });
    else set({ peers: new Map(get().peers).set(peer.slot, peer) });
  },
  "peer:gone": ({ slot }) => {
    live.cursors.delete(slot);
    set({ peers: new Map([...get().peers].filter(([other]) => other !== slot)) });
  },
  "room:put": (room) => set({ room }),
  "bookmark:put": (bookmark) => set({ bookmarks: putById(get().bookmarks, bookmark) }),
  "bookmark:gone": ({ id }) => set({ bookmarks: get().bookmarks.filter((b) => b.id !== id) }),
  "path:put": (path) => set({ paths: putById(get().paths, path) }),
  "path:gone": ({ id }) => set({ paths: get().paths.filter((p) => p.id !== id) }),
  playback: (playback) => {
    if (!playback) live.cursors.delete(PLAYBACK_SLOT);
    set({ playback });
  },
  stats: (stats) => set({ stats }),
};

/** @param refuse ends the connection for good, with the page that says why */
export function listen(socket: ExplorerSocket, refuse: (fault: Fault) => void): void {
  for (const [event, listener] of Object.entries(LISTENERS))
    socket.on(event as keyof typeof LISTENERS, listener as never);
  socket.on("fault", (fault) => {
    if (isFinal(fault.code)) refuse(fault);
    else toast(fault.message, { tone: "error" });
  });
}
