import { beforeEach, expect, it } from "vitest";
import { goOver } from "../../../app/_explorer/connection/go-over.ts";
import { createCursor, live, moveOwn, onLive, resetLive } from "../../../app/_explorer/live.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { makeJoined } from "../../helpers/fake-socket.ts";
import { makeCard } from "../../helpers/make-card.ts";

const flat = makeCard({ id: "flat", title: "Flat", latentDim: 2 });
const { room, engine } = makeJoined();
const switched = {
  room: { ...room, modelId: "flat" },
  card: flat,
  engine,
  epoch: 3,
  z: [0.5, -0.25],
  seq: 4,
};

beforeEach(() => {
  resetExplorer();
  resetLive(3);
  live.own.slot = 7;
  useExplorer.setState({ card: makeCard(), selectedPath: "path12345678" });
});

it("[MS9] the page drops what is of the old model at once, stands where the room put it, and says so to the room", () => {
  moveOwn([1, 2, 3]);
  live.cursors.set(2, createCursor(2, 3));
  live.flight = { from: live.z, to: live.z, startedAt: 0, ms: 1 };
  const { seq } = live;
  let changes = 0;
  const stop = onLive(() => changes++);
  goOver(switched);
  stop();
  expect([...live.z]).toEqual([0.5, -0.25]);
  expect(live.own).toMatchObject({ slot: 7, pixels: null, imageSeq: 0 });
  expect(live.own.z).toHaveLength(2);
  expect([live.cursors.size, live.flight, live.epoch]).toEqual([0, null, 3]);
  // The first packet in the new model always goes out.
  expect(live.seq).toBeGreaterThan(Math.max(seq, switched.seq));
  expect(changes).toBeGreaterThan(0);
  expect(useExplorer.getState()).toMatchObject({ card: flat, cloud: null, selectedPath: null });
});

it("[MS9] whoever is held with someone goes over too, and stands with them again when they are heard", () => {
  Object.assign(live, { held: true, standsWith: 2, borrows: true });
  goOver({ ...switched, z: null });
  expect([...live.z]).toEqual([0, 0]);
  expect([live.held, live.standsWith, live.borrows]).toEqual([true, null, false]);
});
