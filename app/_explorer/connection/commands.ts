import type { CommandName, Reply, ReplyOf, RequestOf } from "../../../server/protocol/commands.ts";
import type { Bookmark, LatentPath } from "../../../server/protocol/entities.ts";
import type { Fault } from "../../../server/protocol/errors.ts";
import type { PathDraft, PlaybackCommand, Profile } from "../../../server/protocol/schema.ts";
import type { Answer, TaskState } from "../../../server/protocol/task.ts";
import { faultText, text } from "../../_i18n/text.ts";
import { live } from "../live.ts";
import { toast, useExplorer } from "../store.ts";
import { noteGivenName } from "./given-name.ts";
import { loadIdentity, saveIdentity } from "./identity.ts";
import { currentSocket } from "./socket.ts";

const ANSWER_MS = 8_000;

/** What Socket.IO's types say of a single event, they cannot say of any. */
interface Asks<C extends CommandName> {
  emitWithAck: (command: C, payload: RequestOf<C>) => Promise<Reply<ReplyOf<C>>>;
}

/**
 * Sends one command and waits for the server's answer. A fault is shown as a toast and gives undefined,
 * so callers only handle success.
 * @param handles is asked first whether its caller deals with the fault, which is then not shown
 */
export async function ask<C extends CommandName>(
  command: C,
  payload: RequestOf<C>,
  handles: (fault: Fault) => boolean = () => false,
): Promise<ReplyOf<C> | undefined> {
  const socket = currentSocket();
  if (!socket?.connected) {
    toast(text("connection.notConnected"), { tone: "error" });
    return undefined;
  }
  const waiting = socket.timeout(ANSWER_MS) as unknown as Asks<C>;
  // No answer in time, or the connection ended first.
  const reply = await waiting.emitWithAck(command, payload).catch(() => null);
  if (reply?.ok) return reply.value;
  if (reply && handles(reply.fault)) return undefined;
  toast(reply ? faultText(reply.fault) : text("connection.noAnswer"), { tone: "error" });
  return undefined;
}

/** Which model what is saved is of: the room may go over to another before it is there. */
const ofModel = () => ({ modelId: useExplorer.getState().card?.id });

/** Everyone hears of the new place, this page too: the list grows by that. */
export async function createBookmark(name: string): Promise<boolean> {
  const view = live.scene?.view() ?? null;
  const made = await ask("bookmark:create", { ...ofModel(), name, z: [...live.z], view });
  return made !== undefined;
}

export function askBookmark(id: string): Promise<Bookmark | undefined> {
  return ask("bookmark:read", { id });
}

export function askPath(id: string): Promise<LatentPath | undefined> {
  return ask("path:read", { id });
}

export function renameBookmark(id: string, name: string): void {
  void ask("bookmark:rename", { id, name });
}

/** Deletes and offers to undo. */
export async function removeBookmark({ id, name }: { id: string; name: string }): Promise<void> {
  const done = await ask("bookmark:remove", { id });
  const undo = () => void ask("bookmark:restore", { id });
  if (done !== undefined) toastDeleted(name, undo);
}

function toastDeleted(name: string, undo: () => void): void {
  const action = { id: "undo", label: text("common.undo"), run: undo };
  toast(text("connection.deleted", { name }), { action });
}

export function savePath(draft: PathDraft): Promise<LatentPath | undefined> {
  return ask("path:save", { ...ofModel(), ...draft });
}

export async function removePath({ id, name }: { id: string; name: string }): Promise<void> {
  const done = await ask("path:remove", { id });
  const undo = () => void ask("path:restore", { id });
  if (done !== undefined) toastDeleted(name, undo);
}

/** Moves the room's shared playback; everyone sees it. */
export function control(command: PlaybackCommand): void {
  void ask("playback", command);
}

/** Changes the own name and colour, here and for everyone. */
export async function setProfile(profile: Profile): Promise<void> {
  const before = loadIdentity();
  // First, so that the name that comes back can be told from the one that was asked for.
  saveIdentity({ ...before, ...profile });
  const peer = await ask("profile", profile);
  if (!peer) {
    saveIdentity(before);
    return;
  }
  noteGivenName(peer.name);
  useExplorer.setState({ me: peer });
}

export function renameRoom(name: string): void {
  void ask("room:rename", { name });
}

/** Whether others' images should come with their places. A connection that is lost forgets what was said. */
export function wantImages(on: boolean): void {
  if (currentSocket()?.connected) void ask("cursors:images", { on });
}

export function watchStats(on: boolean): void {
  useExplorer.setState({ statsOpen: on });
  void ask("stats:watch", { on });
}

export function setTask(task: RequestOf<"task:set">): Promise<TaskState | undefined> {
  return ask("task:set", task);
}

export function changeTask(change: RequestOf<"task:change">): Promise<TaskState | undefined> {
  return ask("task:change", change);
}

export function handIn(taskId: string, answer: Answer): Promise<Answer | undefined> {
  return ask("task:answer", { taskId, answer });
}

export function keepAnswers(request: RequestOf<"task:keep">): Promise<number | undefined> {
  return ask("task:keep", request);
}

export function endTask(taskId: string): void {
  void ask("task:end", { taskId });
}
