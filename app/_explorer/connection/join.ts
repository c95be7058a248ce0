import type { Joined, Reply } from "../../../server/protocol/commands.ts";
import type { ErrorCode } from "../../../server/protocol/errors.ts";
import { PROTOCOL_VERSION } from "../../../server/protocol/limits.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { text } from "../../_i18n/text.ts";
import { hearBench } from "../bench/bench-store.ts";
import { putBeside } from "../beside/beside.ts";
import { companionsOf } from "../follow/place-of.ts";
import { noteMove } from "../latency.ts";
import { live, moveOwn, resetLive } from "../live.ts";
import { toast, useExplorer } from "../store.ts";
import { enterTask } from "../task-state.ts";
import { watchStats } from "./commands.ts";
import { noteGivenName } from "./given-name.ts";
import { loadIdentity, loadToken, rememberRoom, saveToken } from "./identity.ts";
import { forgetKey, loadKey } from "./room-key.ts";
import { shownLists } from "./shown-names.ts";
import type { ExplorerSocket } from "./socket.ts";

const JOIN_MS = 10_000;

/** Refusals that trying again would not change; everything else may be over in a moment. */
const FINAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "room_not_found",
  "room_full",
  "model_not_found",
  "protocol_mismatch",
  "forbidden",
  "room_closed",
  "removed",
  "bad_request",
  "bad_name",
]);

export function isFinal(code: ErrorCode): boolean {
  return FINAL.has(code);
}

/** Asks for the room. Null when the server did not answer, or the connection ended first. */
export async function join(socket: ExplorerSocket, roomId: string): Promise<Reply<Joined> | null> {
  const { browserId, name, color } = loadIdentity();
  const request = {
    protocol: PROTOCOL_VERSION,
    roomId,
    browserId,
    token: loadToken(roomId),
    key: loadKey(roomId),
    rejoining: useExplorer.getState().connection.state === "reconnecting",
    name,
    color,
  };
  try {
    return await socket.timeout(JOIN_MS).emitWithAck("join", request);
  } catch {
    return null;
  }
}

/** Where a link begins: in the model that it was made in, and in no other. */
export interface Beginning {
  z: ArrayLike<number>;
  isOf: (card: ModelCard) => boolean;
}

/** Takes over what the server says of the room. A page that comes back keeps its own place, which is newer. */
export function enter(joined: Joined, roomId: string, start: Beginning | null): void {
  const before = useExplorer.getState();
  const sameModel = before.card?.weightsHash === joined.card.weightsHash;
  const rejoining = before.connection.state === "reconnecting" && sameModel;
  saveToken(roomId, joined.token);
  rememberRoom(roomId);
  if (rejoining) {
    live.cursors.clear();
    live.views.clear();
    live.movedAt.clear();
  } else {
    resetLive(joined.card.latentDim);
    const { card } = joined;
    const fits = start?.z.length === card.latentDim && start.isOf(card);
    moveOwn((fits ? start.z : null) ?? joined.z ?? new Float32Array(card.latentDim));
  }
  live.own.slot = joined.slot;
  live.epoch = joined.epoch;
  // The first packet after joining always goes out, so that the room and the own image agree with this page.
  live.seq = Math.max(live.seq, joined.seq) + 1;
  noteMove(live);
  useExplorer.setState({
    connection: { state: "joined" },
    room: joined.room,
    // The same object while it is the same model: the cloud is loaded for each card anew.
    card: sameModel ? before.card : joined.card,
    engine: joined.engine,
    right: joined.right,
    owner: joined.owner,
    waiting: joined.waiting,
    door: joined.door,
    me: { slot: joined.slot, name: joined.name, color: joined.color, online: true },
    ...shownLists(joined),
    lesson: joined.lesson,
    companions: companionsOf(joined.with),
    followers: new Map(),
  });
  enterTask(joined.task);
  hearBench(joined.bench, joined.slot);
  putBeside(joined.beside);
  if (joined.right !== "host" && loadKey(roomId) !== null) dropDeadKey(roomId);
  noteGivenName(joined.name);
  if (joined.otherTab && !rejoining) toast(text("connection.otherTab"));
  if (rejoining && before.connectionLate) toast(text("connection.again"));
  // The server watches for a connection, not for a page.
  if (before.statsOpen) watchStats(true);
}

/** The server knows no such key any more: said once, and not shown again. */
function dropDeadKey(roomId: string): void {
  forgetKey(roomId);
  toast(text("connection.deadKey"), { tone: "error", ms: 10_000 });
}
