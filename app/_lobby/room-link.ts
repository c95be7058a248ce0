import { readJoinCode } from "../../server/protocol/join-code.ts";

const ID = /^[a-z0-9]{8,32}$/;
const LINK = /(?:^|\/)(room|b)\/([a-z0-9]{8,32})(?=$|[/?#\s])/i;
const JOIN_LINK = /\/join\?code=([^&#\s]+)/i;
/** What makes its holder a host, where the link has it. */
const KEY = /#key=[\w-]{16,64}/;

/**
 * Reads what someone typed or pasted to join: a code, a room link, a bookmark link, or a bare room id, with whatever a chat
 * program put around it. The host is not looked at: the room is sought on this server.
 * @returns the path to open, or null when nothing in the text names a room
 */
export function pathFromPasted(text: string): string | null {
  const pasted = text.trim();
  const found = LINK.exec(pasted);
  if (found?.[1] && found[2]) {
    const key = KEY.exec(pasted)?.[0] ?? "";
    return `/${found[1].toLowerCase()}/${found[2].toLowerCase()}${key}`;
  }
  // Ids have twelve characters, so that eight letters are a code.
  const code = readJoinCode(JOIN_LINK.exec(pasted)?.[1] ?? pasted);
  if (code) return `/join?code=${code}`;
  const id = pasted.toLowerCase();
  return ID.test(id) ? `/room/${id}` : null;
}
