import { expect, it } from "vitest";
import { NameMask } from "../../../server/room/lesson/name-mask.ts";

const lots: Record<string, string> = { "salt 1": "c", "salt 2": "a", "salt 3": "b" };
const secrets = {
  token: () => "salt",
  hash: (text: string) => lots[text] ?? "z",
  same: (a: string, b: string) => a === b,
};

it("[LD15] hidden names are numbers drawn by lot, however deep they lie; one's own stays", () => {
  const mask = new NameMask(secrets);
  const peers = [1, 2, 3].map((slot) => ({ slot, name: `Name ${slot}`, color: "#000000" }));
  expect(mask.mask(peers)).toBe(peers);
  mask.hide([1, 2, 3]);
  const masked = mask.mask({ peers, z: [1, 2] }, 3);
  expect(masked.peers.map(({ name }) => name)).toEqual(["", "", "Name 3"]);
  expect(masked.peers.map((peer) => (peer as { alias?: number }).alias)).toEqual([3, 1, undefined]);
  expect(masked.z).toEqual([1, 2]);
  // A latecomer has the next number, and keeps it.
  const late = () => mask.mask({ slot: 7, name: "Late" }) as { alias?: number };
  expect([late().alias, late().alias]).toEqual([4, 4]);
  mask.show();
  expect(mask.mask(peers)).toBe(peers);
});

it("[LD15] authors are left out, names of places are not", () => {
  const mask = new NameMask(secrets);
  mask.hide([]);
  const put = { at: 0, item: { id: "a", name: "A nice 7", author: "Ada" } };
  expect(mask.mask(put)).toEqual({ at: 0, item: { id: "a", name: "A nice 7", author: "" } });
  expect(mask.mask({ pathId: "p", startedBy: "Ada" })).toEqual({ pathId: "p", startedBy: "" });
});
