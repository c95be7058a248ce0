import { PERSON_COLORS } from "../../../server/protocol/person-colors.ts";

/** Who this browser is: a name and a colour, kept in localStorage; the session token, kept per tab. */
export interface Identity {
  browserId: string;
  name: string;
  color: string;
}

const ADJECTIVES = [
  "Curious",
  "Quiet",
  "Bright",
  "Swift",
  "Gentle",
  "Bold",
  "Merry",
  "Clever",
  "Calm",
  "Nimble",
];
const ANIMALS = [
  "Otter",
  "Heron",
  "Lynx",
  "Finch",
  "Badger",
  "Gecko",
  "Marten",
  "Plover",
  "Tapir",
  "Wombat",
];

const KEY = "latent-commons.identity";

function pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T;
}

/** Reads this browser's identity, making one on the first visit or when what is stored is broken. */
export function loadIdentity(): Identity {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (isIdentity(stored)) return stored;
  } catch {
    // Storage is blocked or holds something else: a fresh identity serves this visit.
  }
  const fresh = {
    browserId: randomId(),
    name: `${pick(ADJECTIVES)} ${pick(ANIMALS)}`,
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
  try {
    localStorage.setItem(KEY, JSON.stringify(identity));
  } catch {
    // Private windows may refuse; the name then lasts as long as the tab.
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
  try {
    return sessionStorage.getItem(tokenKey(roomId));
  } catch {
    return null;
  }
}

export function saveToken(roomId: string, token: string): void {
  try {
    sessionStorage.setItem(tokenKey(roomId), token);
  } catch {
    // Without storage a reload joins as a new session.
  }
}

const RECENT_KEY = "latent-commons.recent";
const RECENT_MAX = 12;

/** Ids of rooms opened in this browser, newest first. */
export function recentRooms(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(RECENT_KEY) ?? "[]");
    return Array.isArray(stored)
      ? stored.filter((id): id is string => typeof id === "string").slice(0, RECENT_MAX)
      : [];
  } catch {
    return [];
  }
}

export function rememberRoom(roomId: string): void {
  try {
    const list = [roomId, ...recentRooms().filter((id) => id !== roomId)].slice(0, RECENT_MAX);
    localStorage.setItem(RECENT_KEY, JSON.stringify(list));
  } catch {
    // The lobby then shows no recent rooms.
  }
}
