import type {
  Bookmark,
  LatentPath,
  Peer,
  RoomInfo,
  View,
} from "../../../server/protocol/entities.ts";
import type { Ack, Reply } from "../../../server/protocol/events.ts";
import type { PathDraft, PlaybackCommand, Profile } from "../../../server/protocol/schema.ts";
import { live } from "../live.ts";
import { putById, toast, useExplorer } from "../store.ts";
import { currentSocket, type ExplorerSocket } from "./connection.ts";
import { loadIdentity, saveIdentity } from "./identity.ts";

const ANSWER_MS = 8000;

/**
 * Sends one command and waits for the server's answer. A fault is shown as a toast and gives null,
 * so callers only handle success.
 */
async function ask<T>(send: (socket: ExplorerSocket, ack: Ack<T>) => void): Promise<T | null> {
  const socket = currentSocket();
  if (!socket?.connected) {
    toast("Not connected. Your change was not sent; try again in a moment.", { tone: "error" });
    return null;
  }
  const reply = await new Promise<Reply<T> | null>((resolve) => {
    setTimeout(() => resolve(null), ANSWER_MS);
    send(socket, resolve);
  });
  if (reply?.ok) return reply.value;
  toast(reply ? reply.fault.message : "The server did not answer. Try again.", { tone: "error" });
  return null;
}

export async function createBookmark(name: string): Promise<Bookmark | null> {
  const view: View | null = live.scene?.view() ?? null;
  const made = await ask<Bookmark>((s, ack) =>
    s.emit("bookmark:create", { name, z: [...live.z], view }, ack),
  );
  if (made) useExplorer.setState((s) => ({ bookmarks: putById(s.bookmarks, made) }));
  return made;
}

export function renameBookmark(id: string, name: string): Promise<Bookmark | null> {
  return ask((s, ack) => s.emit("bookmark:rename", { id, name }, ack));
}

/** Deletes and offers to undo. */
export async function removeBookmark({ id, name }: Bookmark): Promise<void> {
  const done = await askDone((s, ack) => s.emit("bookmark:remove", { id }, ack));
  const undo = () => void ask<Bookmark>((s, ack) => s.emit("bookmark:restore", { id }, ack));
  if (done) toast(`Deleted “${name}”.`, { action: { label: "Undo", run: undo } });
}

export function savePath(draft: PathDraft): Promise<LatentPath | null> {
  return ask((s, ack) => s.emit("path:save", draft, ack));
}

export async function removePath({ id, name }: LatentPath): Promise<void> {
  const done = await askDone((s, ack) => s.emit("path:remove", { id }, ack));
  const undo = () => void ask<LatentPath>((s, ack) => s.emit("path:restore", { id }, ack));
  if (done) toast(`Deleted “${name}”.`, { action: { label: "Undo", run: undo } });
}

/** Moves the room's shared playback; everyone sees it. */
export function control(command: PlaybackCommand): void {
  void ask((s, ack) => s.emit("playback", command, ack));
}

/** Changes the own name and colour, here and for everyone. */
export async function setProfile(profile: Profile): Promise<void> {
  const peer = await ask((s, ack: Ack<Peer>) => s.emit("profile", profile, ack));
  if (!peer) return;
  saveIdentity({ ...loadIdentity(), name: peer.name, color: peer.color });
  useExplorer.setState({ me: peer });
}

export function renameRoom(name: string): void {
  void ask((s, ack: Ack<RoomInfo>) => s.emit("room:rename", { name }, ack));
}

export function watchStats(on: boolean): void {
  useExplorer.setState({ statsOpen: on });
  void askDone((s, ack) => s.emit("stats:watch", { on }, ack));
}

async function askDone(send: (socket: ExplorerSocket, ack: Ack<null>) => void): Promise<boolean> {
  let done = false;
  await ask<null>((socket, ack) =>
    send(socket, (reply) => {
      done = reply.ok;
      ack(reply);
    }),
  );
  return done;
}
