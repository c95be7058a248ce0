import { CURSOR_MAX_HZ } from "../../../server/protocol/limits.ts";
import { encodeView } from "../../../server/protocol/view-packet.ts";
import { encodeViewState, type ViewState } from "../../../server/protocol/view-state.ts";
import { after } from "../after.ts";
import { type ExplorerSocket, isBusy } from "../connection/socket.ts";
import { createUplink, type Uplink } from "../connection/uplink.ts";
import { onLayers } from "../layers/layers.ts";
import { live, onView } from "../live.ts";
import { useUi } from "../panel/ui-state.ts";
import { useExplorer } from "../store.ts";
import { ownViewState } from "./own-view.ts";

/**
 * Sends what this page shows while someone goes along with it, latest wins, and nothing while nobody does. What did not
 * change is not sent.
 * @returns the undo
 */
export function sendOwnView(socket: ExplorerSocket): () => void {
  let seq = 0;
  let last: ViewState | null = null;
  let wanted = false;
  const uplink: Uplink = createUplink({
    newest: () => seq,
    open: () => wanted && socket.connected && useExplorer.getState().connection.state === "joined",
    busy: () => isBusy(socket),
    send: () => {
      if (last) socket.emit("view", encodeView(seq, last));
    },
    now: () => performance.now(),
    after,
    everyMs: 1000 / CURSOR_MAX_HZ,
  });
  const look = () => {
    if (!wanted || !live.scene) return;
    const view = ownViewState();
    if (last && isSame(view, last)) return;
    last = view;
    seq++;
    uplink.wake();
  };
  const check = () => {
    const before = wanted;
    wanted = isWanted();
    if (!wanted || before) return look();
    // Whoever just came along holds nothing yet.
    last = null;
    look();
  };
  const undo = [
    onView(look),
    onLayers(look),
    useUi.subscribe(look),
    useExplorer.subscribe(check),
    uplink.dispose,
  ];
  return () => {
    for (const end of undo) end();
  };
}

/** Someone follows, or the spotlight is on this page: what it shows is wanted from the first follower on. */
function isWanted(): boolean {
  const { lesson, followers, connection } = useExplorer.getState();
  if (connection.state !== "joined") return false;
  const me = live.own.slot;
  return lesson.presenter?.slot === me || (followers.get(me)?.count ?? 0) > 0;
}

/** As bytes: what a float32 does not tell apart is the same. */
function isSame(a: ViewState, b: ViewState): boolean {
  const [left, right] = [encodeViewState(a), encodeViewState(b)];
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}
