import type {} from "../../../app/_explorer/scene/debug-handle.tsx";

/** Milliseconds since 1970 on this machine's clock, so that two pages can be compared. */
type Time = number;

/** A move of the own cursor, and the event that brought it. */
export interface Moved {
  seq: number;
  at: Time;
}

/** An image in the page's hands: the move that it belongs to, and when it came. */
export interface Arrived {
  seq: number;
  at: Time;
}

/** What a page of the benchmark noted since it was last asked. */
export interface Notes {
  moves: Moved[];
  own: Arrived[];
  other: Arrived[];
}

/** Injected into the room page; it listens to nothing but writes of `live`, so it costs the page nothing. */
export interface PageProbe {
  slot: () => number;
  /** Notes images of that person from now on; false while nothing of them is known. */
  watch: (slot: number) => boolean;
  take: () => Notes;
  /** CSS pixels of the own cursor from the upper left of the window. */
  ownPlace: () => { x: number; y: number } | null;
}

declare global {
  interface Window {
    pageProbe?: PageProbe;
  }
}

const notes: Notes = { moves: [], own: [], other: [] };
let lastInput = Number.NaN;

const now = (): Time => performance.timeOrigin + performance.now();

function live() {
  const handle = window.__latentCommons;
  if (!handle) throw new Error("the page has no debug handle: is ?debug in its address?");
  return handle.live;
}

/** Calls `onWrite` whenever a field is written, after it was. */
function onWrite<Key extends string>(
  target: Record<Key, number>,
  key: Key,
  onWrite: () => void,
): void {
  let value = target[key];
  Object.defineProperty(target, key, {
    get: () => value,
    set: (next: number) => {
      value = next;
      onWrite();
    },
  });
}

for (const type of ["pointermove", "keydown"] as const) {
  const note = (event: Event) => {
    lastInput = performance.timeOrigin + event.timeStamp;
  };
  window.addEventListener(type, note, { capture: true });
}

onWrite(live(), "seq", () => void notes.moves.push({ seq: live().seq, at: lastInput }));
onWrite(live().own, "version", () => {
  notes.own.push({ seq: live().own.imageSeq, at: now() });
});

window.pageProbe = {
  slot: () => live().own.slot,
  watch(slot) {
    const cursor = live().cursors.get(slot);
    if (!cursor) return false;
    onWrite(cursor, "version", () => {
      notes.other.push({ seq: cursor.imageSeq, at: now() });
    });
    return true;
  },
  take: () => ({
    moves: notes.moves.splice(0),
    own: notes.own.splice(0),
    other: notes.other.splice(0),
  }),
  ownPlace() {
    const place = window.__latentCommons?.screenOfPerson("own");
    const scene = document.querySelector("canvas")?.getBoundingClientRect();
    return place && scene ? { x: scene.left + place.x, y: scene.top + place.y } : null;
  },
};
