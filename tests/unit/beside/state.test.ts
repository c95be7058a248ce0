import { expect, it } from "vitest";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { Beside } from "../../../server/room/beside.ts";
import { makeCard } from "../../helpers/make-card.ts";

const room = makeCard();
const pca = makeCard({ id: "digits-pca", kind: "pca" });
const fashion = makeCard({
  id: "fashion",
  dataset: { ...room.dataset, id: "fashion", hash: "1".repeat(64) },
});

function beside() {
  const told: (string | null)[] = [];
  return { told, state: new Beside((card: ModelCard | null) => void told.push(card?.id ?? null)) };
}

it("[SB1] it is told once, and again when it ends", () => {
  const { state, told } = beside();
  state.put(pca, room);
  state.put(pca, room);
  expect(state.card).toBe(pca);
  state.put(null, room);
  state.put(null, room);
  expect(told).toEqual(["digits-pca", null]);
});

it("[SB2] the same model and one of other images are refused, and what stood there stays", () => {
  const { state, told } = beside();
  state.put(pca, room);
  expect(() => state.put(room, room)).toThrow(expect.objectContaining({ code: "same_model" }));
  expect(() => state.put(fashion, room)).toThrow(expect.objectContaining({ code: "other_data" }));
  expect(state.card).toBe(pca);
  expect(told).toEqual(["digits-pca"]);
});

it("[SB3] a room that goes over keeps it, unless it is the very one or of other images", () => {
  const { state, told } = beside();
  state.roomIsIn(fashion);
  state.put(pca, room);
  state.roomIsIn(makeCard({ id: "digits-ae" }));
  expect(state.card).toBe(pca);
  state.roomIsIn(pca);
  expect(state.card).toBe(null);
  state.put(pca, room);
  state.roomIsIn(fashion);
  expect(state.card).toBe(null);
  expect(told).toEqual(["digits-pca", null, "digits-pca", null]);
});
