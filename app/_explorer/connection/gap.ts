import { currentSocket } from "./socket.ts";

/** While the answer is on its way more differences come that do not fit; they need no further question. */
const ASK_MS = 2_000;
let askedAt = Number.NEGATIVE_INFINITY;

/** This page missed an image that the server's differences build on: asks for everything as it is now. */
export function askForCursors(): void {
  const socket = currentSocket();
  const now = performance.now();
  if (!socket?.connected || now - askedAt < ASK_MS) return;
  askedAt = now;
  // A refusal needs no word to the person: the next difference that does not fit asks again.
  socket.emit("cursors:again", {}, () => {});
}
