import { encodeSeen } from "../../../server/protocol/view-packet.ts";
import type { ViewState } from "../../../server/protocol/view-state.ts";
import { prefersReducedMotion } from "../../_ui/use-media.ts";
import { after } from "../after.ts";
import { followPerson } from "../connection/lesson-commands.ts";
import type { ExplorerSocket } from "../connection/socket.ts";
import {
  type LiveView,
  live,
  liveChanged,
  onLive,
  onOwnAct,
  publishOwn,
  standAt,
} from "../live.ts";
import { type ExplorerState, useExplorer } from "../store.ts";
import { createAcknowledge } from "./acknowledge.ts";
import {
  ALONE,
  accept,
  type Followed,
  type FollowState,
  gone,
  leave,
  ownMove,
  spotlightIs,
} from "./follow-rules.ts";
import { changeFollow, useFollow } from "./follow-store.ts";
import { applyViewState } from "./own-view.ts";
import { standsWith } from "./place-of.ts";
import { sendOwnView } from "./view-uplink.ts";

/**
 * Keeps this page with whom it follows, and shows those who follow it what it shows. Nothing here runs while nothing
 * comes: each step is a change of `live`, of the store or of what the person does.
 * @returns the undo
 */
export function startFollowing(socket: ExplorerSocket): () => void {
  const acknowledge = createAcknowledge({
    send: (seen) => {
      if (socket.connected) socket.emit("seen", encodeSeen(seen));
    },
    now: () => performance.now(),
    after,
    drawn: onNextFrame,
  });
  const step = createSteps((slot, seq) => acknowledge.applied(slot, seq));
  const undo = [
    useExplorer.subscribe(onRoom),
    useFollow.subscribe(onFollow),
    onLive(step),
    onOwnAct((part) => changeFollow((state) => ownMove(state, part))),
    sendOwnView(socket),
    invitationClock(),
    acknowledge.dispose,
  ];
  return () => {
    for (const end of undo) end();
    live.held = false;
    live.standsWith = null;
    useFollow.setState(ALONE, true);
  };
}

/** The room changed: the spotlight, who is here, or this page just joined it. */
function onRoom(now: ExplorerState, before: ExplorerState): void {
  const joined = now.connection.state === "joined";
  const entered = joined && before.connection.state !== "joined";
  if (!joined) return;
  if (entered || now.lesson.presenter !== before.lesson.presenter)
    changeFollow((state) =>
      spotlightIs(state, now.lesson.presenter, { me: live.own.slot, now: performance.now() }),
    );
  if (now.peers !== before.peers)
    for (const slot of before.peers.keys())
      if (!now.peers.has(slot)) changeFollow((state) => gone(state, slot));
  // The server forgets whom a lost connection followed.
  const { following } = useFollow.getState();
  if (entered && following) tellServer(following);
}

/** Another person, another way, or nobody. */
function onFollow(now: FollowState, before: FollowState): void {
  const { following, held } = now;
  live.held = held;
  live.scene?.hold(held);
  const same =
    following?.slot === before.following?.slot && following?.way === before.following?.way;
  if (same) return;
  tellServer(following);
  const placed = following !== null && following.way !== "camera";
  if (placed) live.flight = null;
  if (placed || live.standsWith === null) liveChanged();
  else {
    Object.assign(live, { standsWith: null, borrows: false });
    // From here on this place is the own one again, and the room hears where it is.
    publishOwn();
  }
}

function tellServer(following: Followed | null): void {
  void followPerson(following && { slot: following.slot, place: following.way !== "camera" }).then(
    (done) => {
      // Refused, which was said: this page goes with nobody whom the server does not know it with.
      if (!done && following && useFollow.getState().following?.slot === following.slot)
        changeFollow((state) => ({ ...leave(state), back: null }));
    },
  );
}

type Following = NonNullable<FollowState["following"]>;

/** What happens with each change of `live`. */
function createSteps(applied: (slot: number, seq: number) => void): () => void {
  let shown: LiveView | null = null;
  let along: FollowState["following"] = null;
  return () => {
    const { following } = useFollow.getState();
    if (following !== along) shown = null;
    along = following;
    if (!following) return;
    const { slot, way } = following;
    if (way !== "camera") standWith(slot);
    const next = live.views.get(slot);
    const camera = way !== "place";
    // Without a scene there is nothing to turn yet; it says when it is there.
    if (!next || next === shown || (camera && !live.scene)) return;
    const before = shown?.view ?? null;
    shown = next;
    showView(next.view, before, following);
    applied(slot, next.seq);
  };
}

/** Only what changed: what a person sets for themselves in between stays until the other changes it. */
function showView(view: ViewState, before: ViewState | null, { way, by }: Following): void {
  const camera = way !== "place";
  const changed = (...parts: (keyof ViewState)[]) =>
    parts.some((part) => JSON.stringify(view[part]) !== JSON.stringify(before?.[part])) ||
    before === null;
  applyViewState(view, {
    animate: !prefersReducedMotion(),
    what: {
      camera: camera && changed("camera"),
      look: changed("colouring", "hiddenClasses", "images", "layers", "selectedPath"),
      // Whoever just chose someone in the list of people still has something to do there.
      tab: camera && changed("tab") && (before !== null || by === "spotlight"),
    },
  });
}

function standWith(slot: number): void {
  const { companions, lesson } = useExplorer.getState();
  const at = standsWith(companions, slot);
  const cursor = live.cursors.get(at);
  if (!cursor) return;
  const { hidden, paused, presenter } = lesson;
  // Without the other's image, this page's own has to be decoded.
  const imageComes = !(hidden.images || hidden.cursors || paused) || presenter?.slot === at;
  standAt(cursor, imageComes);
}

/** Without a word in time, the invitation is accepted. */
function invitationClock(): () => void {
  let cancel = () => {};
  const stop = useFollow.subscribe(({ invitation }, before) => {
    if (invitation === before.invitation) return;
    cancel();
    if (invitation)
      cancel = after(invitation.until - performance.now(), () => changeFollow(accept));
  });
  return () => {
    stop();
    cancel();
  };
}

function onNextFrame(run: () => void): () => void {
  const frame = requestAnimationFrame(run);
  return () => cancelAnimationFrame(frame);
}
