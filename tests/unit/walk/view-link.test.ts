// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { live, resetLive, type SceneControls } from "../../../app/_explorer/live.ts";
import { useModels } from "../../../app/_explorer/models.ts";
import { resetUi, useUi } from "../../../app/_explorer/panel/ui-state.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { viewLink } from "../../../app/_explorer/view-link/copy-view-link.ts";
import {
  linkedBeginning,
  linkedView,
  showLinkedView,
} from "../../../app/_explorer/view-link/open-view-link.ts";
import {
  type LinkedView,
  readViewLink,
  writeViewLink,
} from "../../../app/_explorer/view-link/view-link.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import type { Vec3 } from "../../../server/protocol/entities.ts";
import { makeCard } from "../../helpers/make-card.ts";

function someLink(seed: number): LinkedView {
  const random = createRandom(seed);
  const vec = () => [...gaussianVector(random, 3)] as Vec3;
  const d = 1 + Math.floor(random() * 40);
  return {
    z: gaussianVector(random, d),
    weights: Math.floor(random() * 2 ** 32),
    view: {
      camera: { position: vec(), target: vec() },
      colouring: "class",
      hiddenClasses: Array.from({ length: 12 }, (_, i) => i).filter(() => random() < 0.3),
      images: random() < 0.5,
      tab: random() < 0.5 ? "legend" : null,
      selectedPath: random() < 0.5 ? "abcd2345" : null,
      pointer: null,
    },
  };
}

test("[EV15] 500 links come back bit for bit, in letters that every chat leaves alone", () => {
  for (let seed = 0; seed < 500; seed++) {
    const link = someLink(seed);
    const written = writeViewLink(link);
    expect(written).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(readViewLink(written)).toEqual(link);
  }
  // Sixteen dimensions fit in a line of a chat.
  const view = someLink(1).view;
  expect(writeViewLink({ z: new Float32Array(16), weights: 1, view }).length).toBeLessThan(180);
});

test("[EV16] cut, changed or foreign links are null or another honest view; nothing throws", () => {
  const random = createRandom(9);
  for (let seed = 0; seed < 500; seed++) {
    const written = writeViewLink(someLink(seed));
    expect(readViewLink(written.slice(0, Math.floor(random() * (written.length - 1))))).toBeNull();
    const letters = [...written];
    const at = Math.floor(random() * letters.length);
    letters[at] = "ABCxyz09-_"[Math.floor(random() * 10)] ?? "A";
    const changed = readViewLink(letters.join(""));
    if (changed) expect(changed.z.every(Number.isFinite)).toBe(true);
  }
  for (const hostile of [
    "",
    "%00",
    "AQ==",
    "<script>",
    "é",
    "A".repeat(1e6),
    "_".repeat(300),
    "AQ",
  ])
    expect(readViewLink(hostile)).toBeNull();
});

test("[EV16] a latent that is no number, or of more dimensions than a model has, is no link", () => {
  const { view } = someLink(2);
  expect(
    readViewLink(writeViewLink({ z: Float32Array.of(Number.NaN), weights: 1, view })),
  ).toBeNull();
  expect(readViewLink(writeViewLink({ z: new Float32Array(1025), weights: 1, view }))).toBeNull();
  expect(readViewLink(writeViewLink({ z: new Float32Array(0), weights: 1, view }))).toBeNull();
});

const seen: unknown[] = [];
const scene = { view: () => someLink(3).view.camera, setView: (view: unknown) => seen.push(view) };

beforeEach(() => {
  resetExplorer();
  resetUi();
  resetLive(3);
  seen.length = 0;
});
afterEach(() => vi.unstubAllGlobals());

const roomsCard = makeCard({ weightsHash: "a".repeat(64) });
const toastTexts = () => useExplorer.getState().toasts.map(({ text }) => text);

function join(): void {
  const room = { id: "room2345", name: "Room", modelId: "digits", createdAt: "" };
  useExplorer.setState({
    connection: { state: "joined" },
    card: roomsCard,
    room: { ...useExplorer.getState().room, ...room } as never,
  });
}

test("[EV17] a copied link shows on another page what was seen: colours and panel at once, the camera with the scene", () => {
  join();
  live.z = Float32Array.of(0.1, -2, 3);
  live.scene = scene as unknown as SceneControls;
  useExplorer.setState({ hiddenClasses: new Set([1, 2]), thumbnailsInCloud: true });
  useUi.setState({ tab: "legend" });
  const link = new URL(viewLink("http://10.0.0.5:3000") ?? "");
  expect(link.origin + link.pathname).toBe("http://10.0.0.5:3000/room/room2345");

  resetExplorer();
  resetUi();
  resetLive(3);
  live.scene = null;
  const linked = linkedView(link.search);
  if (!linked || linked === "broken") throw new Error("cannot be read");
  expect([...linked.z]).toEqual([...Float32Array.of(0.1, -2, 3)]);
  showLinkedView(linked);
  expect(useUi.getState().tab).toBe("places");
  join();
  expect(useUi.getState().tab).toBe("legend");
  expect([...useExplorer.getState().hiddenClasses]).toEqual([1, 2]);
  expect(useExplorer.getState().thumbnailsInCloud).toBe(true);
  expect(seen).toEqual([]);
  live.scene = scene as unknown as SceneControls;
  useExplorer.setState({ hovered: 1 });
  useExplorer.setState({ hovered: 2 });
  expect(seen).toEqual([linked.view.camera]);
  expect(useExplorer.getState().toasts).toEqual([]);
});

test.each([
  ["broken", /could not be read/],
  ["of another model", /another model/],
  ["of other weights", /other weights/],
] as const)("[EV17] a link that is %s is told once, and the room opens", async (kind, told) => {
  const { view } = someLink(4);
  const other = { z: new Float32Array(kind === "of another model" ? 5 : 3), weights: 7, view };
  useModels.setState({ cards: [roomsCard] });
  const stop = showLinkedView(kind === "broken" ? "broken" : other);
  join();
  await vi.waitFor(() => expect(toastTexts()).not.toEqual([]));
  useExplorer.setState({ hovered: 1 });
  expect(toastTexts()).toEqual([expect.stringMatching(told)]);
  stop();
});

test("[EV17] a link into a model that the room has left names it, and begins and shows nothing of it, however many dimensions both have", async () => {
  const { view } = someLink(4);
  const weights = 0xbbbbbbbb;
  const before = makeCard({ id: "before", title: "Before", weightsHash: "b".repeat(64) });
  const linked = { z: Float32Array.of(1, 2, 3), weights, view: { ...view, tab: "legend" } };
  const beginning = linkedBeginning(linked);
  expect([before, roomsCard].map((card) => beginning?.isOf(card))).toEqual([true, false]);
  useModels.setState({ cards: [roomsCard, before] });
  for (const right of ["edit", "host"] as const) {
    resetExplorer();
    const stop = showLinkedView(linked);
    join();
    useExplorer.setState({ right });
    await vi.waitFor(() => expect(toastTexts()).toEqual([expect.stringMatching(/Before/)]));
    const [told] = useExplorer.getState().toasts;
    // A host is offered the way there.
    expect(told?.action?.id).toBe(right === "host" ? "switch-go" : undefined);
    expect(useUi.getState().tab).toBe("places");
    expect([...live.z]).toEqual([0, 0, 0]);
    stop();
  }
});

test("[EV17] who left before the room answered is shown nothing", () => {
  const stop = showLinkedView("broken");
  stop();
  join();
  expect(useExplorer.getState().toasts).toEqual([]);
});
