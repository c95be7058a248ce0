import type { CommandName, RequestOf } from "../../server/protocol/commands.ts";
import type { Right } from "../../server/protocol/rights.ts";

/** What a room holds in which every act is tried. */
export interface Scene {
  bookmarkId: string;
  pathId: string;
  tourId: string;
  taskId: string;
  /** Slot of somebody who may be removed, led or followed; a new one each time. */
  someone: () => Promise<number>;
}

interface Act<E extends CommandName> {
  /** The least right that may do it. */
  least: Right;
  /** Below a host only of what is theirs: the scene holds nothing of theirs, so it is refused there. */
  own?: true;
  request: (scene: Scene) => RequestOf<E> | Promise<RequestOf<E>>;
}

const z = [0.5, 0, 0];
const nothing = () => ({});
const bookmark = ({ bookmarkId: id }: Scene) => ({ id });
const path = ({ pathId: id }: Scene) => ({ id });
const tour = ({ tourId: id }: Scene) => ({ id });
const task = ({ taskId }: Scene) => ({ taskId });
const someone = async (scene: Scene) => ({ slot: await scene.someone() });

export const PLACE_DRAFT = { name: "Here", z, view: null };
export const PATH_DRAFT: RequestOf<"path:save"> = {
  id: null,
  name: "Walk",
  interpolation: "lerp",
  seconds: 5,
  stops: [z, [0, 0, 0]].map((at, i) => ({ label: `stop ${i}`, z: at })),
};
export const TOUR_DRAFT: RequestOf<"tour:save"> = {
  id: null,
  revision: null,
  name: "T",
  stops: [],
};
export const TASK_DRAFT: RequestOf<"task:set"> = {
  goal: { kind: "empty" },
  words: null,
  anonymous: false,
};

/**
 * Who may do what, written down apart from the table of commands, and an example of each: a command that is missing
 * here does not compile.
 */
export const ACTS: { [E in Exclude<CommandName, "join">]: Act<E> } = {
  profile: { least: "view", request: () => ({ name: "Somebody", color: "#4477aa" }) },
  "cursors:again": { least: "view", request: nothing },
  "cursors:images": { least: "view", request: () => ({ on: true }) },
  "stats:watch": { least: "view", request: () => ({ on: false }) },
  "bookmark:read": { least: "view", request: bookmark },
  "path:read": { least: "view", request: path },
  "tour:read": { least: "view", request: (scene) => ({ ...tour(scene), language: "en" }) },
  "task:answer": {
    least: "view",
    request: (scene) => ({ ...task(scene), answer: { kind: "place", z } }),
  },
  "spotlight:answer": { least: "view", request: () => ({ accept: false }) },
  "spotlight:ask": { least: "view", request: () => ({ on: true }) },
  "spotlight:end": { least: "view", own: true, request: nothing },
  "bench:show": { least: "view", own: true, request: () => ({ state: null }) },
  hand: { least: "view", request: () => ({ up: true }) },
  follow: { least: "view", request: () => ({ to: null }) },
  "cursor:hide": { least: "view", request: () => ({ hidden: false }) },

  "room:rename": { least: "edit", request: () => ({ name: "Ours" }) },
  "bookmark:create": { least: "edit", request: () => PLACE_DRAFT },
  "bookmark:rename": { least: "edit", request: (scene) => ({ ...bookmark(scene), name: "There" }) },
  "bookmark:remove": { least: "edit", request: bookmark },
  "bookmark:restore": { least: "edit", request: bookmark },
  "path:save": { least: "edit", request: () => PATH_DRAFT },
  "path:remove": { least: "edit", request: path },
  "path:restore": { least: "edit", request: path },
  "tour:save": { least: "edit", request: () => TOUR_DRAFT },
  "tour:remove": { least: "edit", request: tour },
  "tour:restore": { least: "edit", request: tour },
  "codes:roll": { least: "edit", request: nothing },
  playback: { least: "edit", request: ({ pathId }) => ({ action: "play", pathId }) },

  "room:access": { least: "host", request: () => ({ link: "view" }) },
  "room:beside": { least: "host", request: () => ({ modelId: null }) },
  "room:bytes": { least: "host", request: () => ({ bytesPerSecond: 1_000_000 }) },
  "room:model": { least: "host", request: () => ({ modelId: "digits-16d" }) },
  "person:remove": { least: "host", request: someone },
  "door:lock": { least: "host", request: () => ({ locked: true }) },
  "door:admit": { least: "host", request: () => ({ ids: ["w999"] }) },
  "door:refuse": { least: "host", request: () => ({ ids: ["w999"] }) },
  "code:open": { least: "host", request: nothing },
  "code:extend": { least: "host", request: nothing },
  "code:end": { least: "host", request: nothing },
  "task:set": { least: "host", request: () => TASK_DRAFT },
  "task:change": { least: "host", request: (scene) => ({ ...task(scene), open: true }) },
  "task:keep": {
    least: "host",
    request: (scene) => ({ ...task(scene), keys: ["answerkey000"], name: "Answer" }),
  },
  "task:end": { least: "host", request: task },
  "tour:go": { least: "host", request: () => null },
  "spotlight:give": {
    least: "host",
    request: async (scene) => ({ ...(await someone(scene)), strength: "invite" }),
  },
  "spotlight:decline": { least: "host", request: someone },
  "lesson:pause": { least: "host", request: () => ({ paused: false }) },
  "lesson:hide": { least: "host", request: () => ({ names: false }) },
  "lesson:end": { least: "host", request: nothing },
  "hand:lower": { least: "host", request: () => ({ slot: null }) },

  "room:key": { least: "owner", request: () => ({ which: "cohost" }) },
  "room:key:revoke": { least: "owner", request: () => ({ which: "cohost" }) },
};
