import { expect, it } from "vitest";
import {
  ALONE,
  accept,
  comeBack,
  type FollowState,
  follow,
  gone,
  INVITATION_MS,
  leave,
  ownMove,
  refuse,
  spotlightIs,
} from "../../../app/_explorer/follow/follow-rules.ts";
import { companionsOf, standsWith } from "../../../app/_explorer/follow/place-of.ts";
import type { Strength } from "../../../server/protocol/lesson.ts";

const ME = 9;
const ANNA = 1;
const at = { me: ME, now: 1000 };
const spotlight = (strength: Strength, round: number, slot = ANNA) => ({ slot, strength, round });
const on = (state: FollowState, strength: Strength, round: number) =>
  spotlightIs(state, spotlight(strength, round), at);

it("[LD11] an own move ends what was given over, and nothing else; one press brings it back", () => {
  for (const [way, part, ends] of [
    ["place", "place", true],
    ["place", "camera", false],
    ["camera", "place", false],
    ["camera", "camera", true],
    ["both", "place", true],
    ["both", "camera", true],
  ] as const) {
    const along = follow(ALONE, ANNA, way);
    const moved = ownMove(along, part);
    expect(moved.following === null).toBe(ends);
    if (ends) expect(comeBack(moved).following).toEqual({ slot: ANNA, way, by: "me" });
  }
});

it("[LD12] an invitation leaves a moment to refuse; a refused one can be taken up, and the next asks again", () => {
  const invited = on(ALONE, "invite", 1);
  expect(invited).toMatchObject({
    following: null,
    invitation: { slot: ANNA, until: 1000 + INVITATION_MS },
  });
  expect(accept(invited).following?.slot).toBe(ANNA);
  const refused = refuse(invited);
  expect(refused).toMatchObject({ following: null, invitation: null, back: { slot: ANNA } });
  expect(on(refused, "invite", 1).invitation).toBeNull();
  expect(on(refused, "invite", 2).invitation).not.toBeNull();
  expect(comeBack(refused).following?.slot).toBe(ANNA);
});

it("[LD12] being brought, one follows at once and may leave; told again, one stays away", () => {
  const brought = on(ALONE, "bring", 1);
  expect(brought).toMatchObject({ following: { slot: ANNA, way: "both" }, held: false });
  const away = leave(brought);
  expect(away.following).toBeNull();
  expect(on(away, "bring", 1).following).toBeNull();
  expect(on(away, "bring", 2).following?.slot).toBe(ANNA);
});

it("[LD13] a hold takes everyone along, latecomers too, and lets go only when it is released", () => {
  const held = on({ ...ALONE, round: 4 }, "hold", 4);
  expect(held).toMatchObject({ following: { slot: ANNA, way: "both" }, held: true });
  expect(leave(held)).toBe(held);
  expect(ownMove(held, "camera")).toBe(held);
  expect(follow(held, 5, "place")).toBe(held);
  const released = spotlightIs(held, null, at);
  expect(released).toMatchObject({ following: null, held: false, back: null });
  expect(on(held, "bring", 5)).toMatchObject({ held: false, following: { slot: ANNA } });
  expect(gone(held, ANNA)).toMatchObject({ following: null, held: false });
});

it("[LD14] whoever presents follows nobody; whoever chose someone stays when the spotlight ends", () => {
  const chosen = follow(ALONE, 5, "place");
  expect(spotlightIs(chosen, spotlight("bring", 1, ME), at).following).toBeNull();
  expect(spotlightIs(chosen, null, at).following).toEqual(chosen.following);
  expect(spotlightIs(on(ALONE, "bring", 1), null, at).following).toBeNull();
});

it("[LD8] someone stands with whom they follow, and who follows on; a circle ends", () => {
  const companions = companionsOf([
    [2, 1, 1],
    [3, 2, 1],
    [4, 3, 0],
    [5, 6, 1],
    [6, 5, 1],
  ]);
  expect([1, 2, 3, 4].map((slot) => standsWith(companions, slot))).toEqual([1, 1, 1, 4]);
  expect([5, 6]).toContain(standsWith(companions, 5));
  expect(standsWith(companionsOf([[2, 0, 0]], companions), 3)).toBe(2);
});
