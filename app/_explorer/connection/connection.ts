import { io, type Socket } from "socket.io-client";
import { encodeCursor } from "../../../server/protocol/cursor-packet.ts";
import { PLAYBACK_SLOT } from "../../../server/protocol/entities.ts";
import type {
  ClientToServerEvents,
  Joined,
  Reply,
  ServerToClientEvents,
} from "../../../server/protocol/events.ts";
import { CURSOR_MAX_HZ, PROTOCOL_VERSION } from "../../../server/protocol/limits.ts";
import * as parser from "../../../server/protocol/parser.ts";
import { live, moveOwn, resetLive } from "../live.ts";
import { putById, toast, useExplorer } from "../store.ts";
import { loadIdentity, loadToken, rememberRoom, saveToken } from "./identity.ts";
import { forgetMoves, receiveFrame, receiveTick, sentMove } from "./receive.ts";

export type ExplorerSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

let socket: ExplorerSocket | null = null;

/** The open socket, for commands.ts; null outside a room. */
export function currentSocket(): ExplorerSocket | null {
  return socket;
}

/**
 * Opens the room and keeps it open: joins, rejoins after a lost connection at the same place with the same
 * colour and name, sends the own cursor at most 30 times a second, and feeds `live` and the store.
 * @param start a latent to begin at (a bookmark link), else where this tab was, else the origin
 * @returns the undo: leaves and closes
 */
export function connect(roomId: string, start: readonly number[] | null): () => void {
  const opened: ExplorerSocket = io({
    parser,
    transports: ["websocket", "polling"],
    reconnectionDelayMax: 3000,
  });
  socket = opened;
  opened.on("connect", () => join(opened, roomId, start));
  opened.on("disconnect", () => {
    if (useExplorer.getState().connection.state === "joined") {
      useExplorer.setState({ connection: { state: "reconnecting" } });
    }
  });
  listen(opened);
  const stopSending = startSending(opened);
  return () => {
    stopSending();
    opened.disconnect();
    if (socket === opened) socket = null;
  };
}

function join(opened: ExplorerSocket, roomId: string, start: readonly number[] | null): void {
  const { browserId, name, color } = loadIdentity();
  const request = {
    protocol: PROTOCOL_VERSION,
    roomId,
    browserId,
    token: loadToken(roomId),
    rejoining: useExplorer.getState().connection.state === "reconnecting",
    name,
    color,
  };
  opened.timeout(10_000).emit("join", request, (error: Error | null, reply: Reply<Joined>) => {
    if (error) opened.disconnect().connect();
    else if (reply.ok) enter(reply.value, roomId, start);
    else {
      useExplorer.setState({ connection: { state: "refused", fault: reply.fault } });
      opened.disconnect();
    }
  });
}

function enter(joined: Joined, roomId: string, start: readonly number[] | null): void {
  const before = useExplorer.getState();
  const rejoining =
    before.connection.state === "reconnecting" && live.z.length === joined.card.latentDim;
  saveToken(roomId, joined.token);
  rememberRoom(roomId);
  if (rejoining) live.cursors.clear();
  else {
    resetLive(joined.card.latentDim);
    forgetMoves();
    moveOwn(start ?? joined.z ?? new Float32Array(joined.card.latentDim));
  }
  live.own.slot = joined.slot;
  // The first packet after joining always goes out, so that the room and the own image agree with this page.
  live.seq = Math.max(live.seq, joined.seq) + 1;
  useExplorer.setState({
    connection: { state: "joined" },
    room: joined.room,
    card: joined.card,
    engine: joined.engine,
    me: { slot: joined.slot, name: joined.name, color: joined.color, online: true },
    peers: new Map(joined.peers.map((peer) => [peer.slot, peer])),
    bookmarks: joined.bookmarks,
    paths: joined.paths,
    playback: joined.playback,
  });
  if (joined.otherTab && !rejoining)
    toast("This room is open in another tab too. This tab has a cursor of its own.");
  if (rejoining) toast("Connected again.");
}

function listen(opened: ExplorerSocket): void {
  const set = useExplorer.setState;
  opened.on("tick", receiveTick);
  opened.on("frame", receiveFrame);
  opened.on("peer:put", (peer) => {
    if (peer.slot === live.own.slot) set({ me: peer });
    else set((s) => ({ peers: new Map(s.peers).set(peer.slot, peer) }));
  });
  opened.on("peer:gone", ({ slot }) => {
    live.cursors.delete(slot);
    set((s) => ({ peers: new Map([...s.peers].filter(([other]) => other !== slot)) }));
  });
  opened.on("room:put", (room) => set({ room }));
  opened.on("bookmark:put", (bookmark) =>
    set((s) => ({ bookmarks: putById(s.bookmarks, bookmark) })),
  );
  opened.on("bookmark:gone", ({ id }) =>
    set((s) => ({ bookmarks: s.bookmarks.filter((b) => b.id !== id) })),
  );
  opened.on("path:put", (path) => set((s) => ({ paths: putById(s.paths, path) })));
  opened.on("path:gone", ({ id }) => set((s) => ({ paths: s.paths.filter((p) => p.id !== id) })));
  opened.on("playback", (playback) => {
    if (!playback) live.cursors.delete(PLAYBACK_SLOT);
    set({ playback });
  });
  opened.on("stats", (stats) => set({ stats }));
  opened.on("fault", (fault) => toast(fault.message, { tone: "error" }));
}

/** Sends the newest own latent, first move at once, then at most CURSOR_MAX_HZ; older ones are never sent. */
function startSending(opened: ExplorerSocket): () => void {
  let sent = -1;
  const timer = setInterval(() => {
    const joined = useExplorer.getState().connection.state === "joined";
    if (!joined || !opened.connected || live.seq === sent) return;
    sent = live.seq;
    sentMove(sent);
    opened.emit("cursor", encodeCursor(sent, live.z));
  }, 1000 / CURSOR_MAX_HZ);
  return () => clearInterval(timer);
}
