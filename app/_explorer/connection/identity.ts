import { friendlyName } from "../../../server/protocol/friendly-name.ts";
import { PERSON_COLORS } from "../../../server/protocol/person-colors.ts";
import { shownLocale } from "../../_i18n/text.ts";
import { keptHere, keptInTab } from "../../_ui/kept.ts";

/** Who this browser is: a name and a colour, kept in localStorage; the session token, kept per tab. */
export interface Identity {
  browserId: string;
  name: string;
  color: string;
}

const KEY = "latent-commons.identity";

function pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T;
}

/** Reads this browser's identity, making one on the first visit or when what is kept is broken. */
export function loadIdentity(): Identity {
  const kept = parsed(keptHere.get(KEY));
  if (isIdentity(kept)) return kept;
  const fresh = {
    browserId: randomId(),
    name: friendlyName(shownLocale(), Math.random),
    color: pick(PERSON_COLORS),
  };
  saveIdentity(fresh);
  return fresh;
}

/** crypto.randomUUID needs https or localhost, and a class joins over http on the teacher's address. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

export function saveIdentity(identity: Identity): void {
  keptHere.set(KEY, JSON.stringify(identity));
}

/** What is kept may have been written by anything; null for what is no JSON. */
function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function isIdentity(value: unknown): value is Identity {
  if (typeof value !== "object" || value === null) return false;
  const { browserId, name, color } = value as Record<string, unknown>;
  return (
    typeof browserId === "string" &&
    typeof name === "string" &&
    name.length > 0 &&
    name.length <= 40 &&
    typeof color === "string" &&
    /^#[0-9a-f]{6}$/.test(color)
  );
}

const tokenKey = (roomId: string) => `latent-commons.token.${roomId}`;

export function loadToken(roomId: string): string | null {
  return keptInTab.get(tokenKey(roomId));
}

export function saveToken(roomId: string, token: string): void {
  keptInTab.set(tokenKey(roomId), token);
}

const RECENT_KEY = "latent-commons.recent";
const RECENT_MAX = 12;

/** Ids of rooms opened in this browser, newest first. */
export function recentRooms(): string[] {
  const kept = parsed(keptHere.get(RECENT_KEY));
  return Array.isArray(kept)
    ? kept.filter((id): id is string => typeof id === "string").slice(0, RECENT_MAX)
    : [];
}

export function rememberRoom(roomId: string): void {
  const list = [roomId, ...recentRooms().filter((id) => id !== roomId)].slice(0, RECENT_MAX);
  keptHere.set(RECENT_KEY, JSON.stringify(list));
}
