const ID = /^[a-z0-9]{8,32}$/;
const LINK = /(?:^|\/)(room|b)\/([a-z0-9]{8,32})(?=$|[/?#\s])/i;

/**
 * Reads what someone pasted to join: a room link, a bookmark link, or a bare room id, with whatever a chat
 * program put around it. The host is not looked at: the room is sought on this server.
 * @returns the path to open, or null when nothing in the text names a room
 */
export function pathFromPasted(text: string): string | null {
  const pasted = text.trim();
  const found = LINK.exec(pasted);
  if (found?.[1] && found[2]) return `/${found[1].toLowerCase()}/${found[2].toLowerCase()}`;
  const id = pasted.toLowerCase();
  return ID.test(id) ? `/room/${id}` : null;
}
