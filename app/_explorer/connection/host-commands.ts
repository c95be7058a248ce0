import type { KeyName, Link } from "../../../server/protocol/rights.ts";
import { useExplorer } from "../store.ts";
import { ask } from "./commands.ts";
import { saveKey } from "./room-key.ts";

/** What the plain link gives from now on; whoever is here by it hears of it at once. */
export async function setLink(link: Link): Promise<void> {
  const { room } = useExplorer.getState();
  // Shown at once, and taken back when it did not come to that.
  if (room) useExplorer.setState({ room: { ...room, link } });
  if ((await ask("room:access", { link })) === undefined) useExplorer.setState({ room });
}

/** A new key; the one of before is dead at once. Undefined when it could not be made, which was told. */
export async function makeKey(which: KeyName): Promise<string | undefined> {
  const made = await ask("room:key", { which });
  const room = useExplorer.getState().room;
  if (made && room && which === "host") saveKey(room.id, made.key);
  return made?.key;
}

export function revokeCohostKey(): void {
  void ask("room:key:revoke", { which: "cohost" });
}

/** Out, and kept out by browser and session for as long as the room lives. */
export function removePerson(slot: number): void {
  void ask("person:remove", { slot });
}

/** Newcomers wait at a locked door; opening it lets everyone in. */
export async function lockDoor(locked: boolean): Promise<void> {
  const { door } = useExplorer.getState();
  if (door) useExplorer.setState({ door: { ...door, locked } });
  if ((await ask("door:lock", { locked })) === undefined) useExplorer.setState({ door });
}

export function admit(ids: string[] | "all"): void {
  void ask("door:admit", { ids });
}

/** They may knock again. */
export function turnAway(ids: string[] | "all"): void {
  void ask("door:refuse", { ids });
}

/** Shows everyone a second model of the same data beside the room's; null: none. */
export function showBeside(modelId: string | null): void {
  void ask("room:beside", { modelId });
}

/** What all that the room sends together may take; null: no bound but each receiver's. */
export function setRoomBytes(bytesPerSecond: number | null): void {
  void ask("room:bytes", { bytesPerSecond });
}
