import { encodeCursor } from "../../../server/protocol/cursor-packet.ts";
import type { Fault } from "../../../server/protocol/errors.ts";
import { CURSOR_MAX_HZ } from "../../../server/protocol/limits.ts";
import { after } from "../after.ts";
import { startFollowing } from "../follow/follow.ts";
import { live, onLive } from "../live.ts";
import { useExplorer } from "../store.ts";
import { createComeback } from "./comeback.ts";
import { isPassive, onNetworkHint } from "./hints.ts";
import { type Beginning, enter, isFinal, join } from "./join.ts";
import { startLateness } from "./lateness.ts";
import { listen } from "./listen.ts";
import { takeKeyFromAddress } from "./room-key.ts";
import { isBusy, type OpenSocket, openSocket, setCurrentSocket } from "./socket.ts";
import { createUplink } from "./uplink.ts";

/**
 * Opens the room and keeps it open: joins, comes back after a lost connection at the same place with the same colour
 * and name, sends the own moves, and feeds `live` and the store. A final refusal ends it.
 * @param start where to begin (a link to a place), else where this tab was, else the origin
 * @returns the undo: leaves and closes
 */
export function connect(
  roomId: string,
  start: Beginning | null,
  open: OpenSocket = openSocket,
): () => void {
  takeKeyFromAddress(roomId);
  const socket = open(roomId);
  setCurrentSocket(socket);
  const uplink = createUplink({
    newest: () => live.seq,
    open: () => socket.connected && useExplorer.getState().connection.state === "joined",
    busy: () => isBusy(socket),
    send: () => socket.emit("cursor", encodeCursor(live.seq, live.z, live.epoch)),
    now: () => performance.now(),
    after,
    everyMs: 1000 / CURSOR_MAX_HZ,
  });
  const comeback = createComeback({
    attempt: () => socket.connect(),
    passive: isPassive,
    random: Math.random,
    after,
  });
  const lateness = startLateness();
  /** Rises with each connection: the answer to a join of an earlier one says nothing about this one. */
  let connection = 0;

  const lost = () => {
    connection++;
    if (useExplorer.getState().connection.state === "joined")
      useExplorer.setState({ connection: { state: "reconnecting" } });
    lateness.away();
    comeback.lost();
  };
  const refuse = (fault: Fault) => {
    comeback.stop();
    lateness.back();
    useExplorer.setState({ connection: { state: "refused", fault } });
    socket.disconnect();
  };
  const come = async () => {
    const mine = ++connection;
    const reply = await join(socket, roomId);
    if (mine !== connection) return;
    if (reply?.ok) {
      enter(reply.value, roomId, start);
      lateness.back();
      comeback.back();
      uplink.restart();
    } else if (reply && isFinal(reply.fault.code)) refuse(reply.fault);
    // Told as a disconnect, after which the page tries again.
    else socket.disconnect();
  };
  /** The door is open: the page keeps its place, as after a gap. */
  const again = () => {
    useExplorer.setState({ connection: { state: "reconnecting" } });
    void come();
  };
  socket.on("connect", () => {
    socket.io.engine.on("drain", uplink.wake);
    void come();
  });
  socket.on("connect_error", lost);
  socket.on("disconnect", lost);
  listen(socket, refuse, again);
  const undo = [
    startFollowing(socket),
    onLive(uplink.wake),
    onNetworkHint(comeback.hint),
    uplink.dispose,
    comeback.stop,
  ];
  return () => {
    for (const end of [...undo, lateness.back]) end();
    connection++;
    socket.disconnect();
    setCurrentSocket(null);
  };
}
