import { beforeEach, expect, it, vi } from "vitest";
import { classColor } from "../../../app/_explorer/colors.ts";
import {
  loadAttributes,
  shadesOf,
  useAttributes,
} from "../../../app/_explorer/colouring/attributes.ts";
import { colouringsOf, columnOf, numberOf } from "../../../app/_explorer/colouring/columns.ts";
import { numberColor } from "../../../app/_explorer/colouring/number-scale.ts";
import {
  apart,
  EYES,
  linearLight,
  luminance,
  oklab,
  readHex,
} from "../../../app/_explorer/colouring/oklab.ts";
import { colorOf, writePalette } from "../../../app/_explorer/colouring/palette.ts";
import { applyViewState, ownViewState } from "../../../app/_explorer/follow/own-view.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { makeCard } from "../../helpers/make-card.ts";

const plain = makeCard();
const card = makeCard({
  dataset: {
    ...plain.dataset,
    classesAre: "hair",
    attributes: [
      { kind: "names", name: "glasses", names: ["no", "yes"] },
      { kind: "number", name: "age", min: 20, max: 80 },
    ],
    hash: "a".repeat(64),
  },
});
const labels = Uint8Array.of(0, 1, 2, 0, 1, 2);
const bytes = Uint8Array.of(0, 1, 1, 0, 255, 0, 0, 127, 254, 255, 10, 20);
const cloud = { labels };
const signal = new AbortController().signal;

function serve(body: Uint8Array | null) {
  const fetched = vi.fn(async () =>
    body ? new Response(body.slice().buffer) : new Response(null, { status: 404 }),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

beforeEach(() => {
  resetExplorer();
  useAttributes.setState({ columns: null, of: null });
  useExplorer.setState({ card });
});

it("[EX1] a choice decides by which byte a point is coloured", async () => {
  serve(bytes);
  await loadAttributes(card, signal);
  expect(colouringsOf(card.dataset).map(({ name }) => name)).toEqual(["hair", "glasses", "age"]);
  expect(shadesOf(cloud).labels).toBe(labels);
  useExplorer.setState({ colouring: "attribute-1", hiddenClasses: new Set([3]) });
  const { labels: shown, hidden } = shadesOf(cloud);
  expect([...shown]).toEqual([...bytes.slice(6)]);
  expect([...hidden]).toEqual([3]);
  const column = columnOf(card.dataset, "attribute-1");
  expect(column.kind === "number" && [0, 127, 254].map((byte) => numberOf(column, byte))).toEqual([
    20, 50, 80,
  ]);
});

it("[EX5] data without attributes are asked for none, and a second model of the data neither", async () => {
  const fetched = serve(bytes);
  await loadAttributes(plain, signal);
  expect(fetched).not.toHaveBeenCalled();
  await loadAttributes(card, signal);
  await loadAttributes({ ...card, id: "sibling" }, signal);
  expect(fetched).toHaveBeenCalledTimes(1);
});

it("[EX5] attributes that do not come, or do not fit, leave the classes, all of them shown", async () => {
  for (const body of [null, bytes.slice(1)]) {
    serve(body);
    await loadAttributes(card, signal);
    expect(useExplorer.getState().toasts.at(-1)?.text).toMatch(/coloured by class/);
  }
  useExplorer.setState({ colouring: "attribute-0", hiddenClasses: new Set([1]) });
  expect(shadesOf(cloud)).toMatchObject({ colouring: "class", labels });
  expect(shadesOf(cloud).hidden.size).toBe(0);
});

it("[EX3] a view carries what points are coloured by; what the data have not changes nothing", () => {
  useExplorer.setState({ colouring: "attribute-1", hiddenClasses: new Set([0, 254]) });
  const view = ownViewState();
  expect(view).toMatchObject({ colouring: "attribute-1", hiddenClasses: [0, 254] });
  useExplorer.setState({ colouring: "class", hiddenClasses: new Set([2]) });
  applyViewState(view, { animate: false, what: { look: true } });
  expect(useExplorer.getState().colouring).toBe("attribute-1");
  expect([...useExplorer.getState().hiddenClasses]).toEqual([0, 254]);
  applyViewState(
    { ...view, colouring: "attribute-9", hiddenClasses: [] },
    { animate: false, what: { look: true } },
  );
  expect(useExplorer.getState().colouring).toBe("attribute-1");
  expect([...useExplorer.getState().hiddenClasses]).toEqual([0, 254]);
});

it("[EX1] the palette says colour and whether it is shown, and what is not known is grey", () => {
  const column = columnOf(card.dataset, "attribute-0");
  const into = new Uint8Array(4 * 256);
  writePalette(column, new Set([1]), "dark", into);
  const hex = (byte: number) =>
    `#${[...into.slice(4 * byte, 4 * byte + 3)].map((v) => v.toString(16).padStart(2, "0")).join("")}`;
  expect(hex(0)).toBe(classColor(0, "dark"));
  expect([into[3], into[7], into[4 * 255 + 3]]).toEqual([255, 0, 255]);
  const [r = 0, g = 0, b = 0] = readHex(colorOf(column, 255, "dark"));
  expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(0.12);
});

/** --bg and --surface of each theme: points lie on one, the legend on the other. */
const grounds = { dark: ["#0b0e14", "#12161f"], light: ["#eceff3", "#ffffff"] } as const;
const light = (hex: string) => luminance(linearLight(readHex(hex)));

for (const scheme of ["dark", "light"] as const) {
  it(`[EX4] numbers go evenly in colour for all eyes in the ${scheme} theme`, () => {
    const colors = Array.from({ length: 33 }, (_, i) => numberColor(i / 32, scheme));
    for (const eye of EYES) {
      const labs = colors.map((hex) => oklab(linearLight(readHex(hex)), eye));
      const steps = labs.slice(1).map((lab, i) => apart(lab, labs[i] ?? lab));
      expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(3.2);
    }
    const lights = colors.map(light);
    const rising = lights.slice(1).every((value, i) => value > (lights[i] ?? 0));
    const falling = lights.slice(1).every((value, i) => value < (lights[i] ?? 1));
    expect(scheme === "dark" ? rising : falling).toBe(true);
    const unknown = light(colorOf(columnOf(card.dataset, "attribute-1"), 255, scheme));
    for (const back of grounds[scheme].map(light))
      for (const value of [...lights, unknown]) {
        const contrast = (Math.max(value, back) + 0.05) / (Math.min(value, back) + 0.05);
        expect(contrast).toBeGreaterThan(3);
      }
  });

  it(`[EX4] sixty-four classes stay apart in the ${scheme} theme`, () => {
    const labs = Array.from({ length: 64 }, (_, label) =>
      oklab(linearLight(readHex(classColor(label, scheme)))),
    );
    let closest = 1;
    for (const [i, a] of labs.entries())
      for (const b of labs.slice(i + 1)) closest = Math.min(closest, apart(a, b));
    // Twice what is just noticed side by side; hues by the golden angle reach .01.
    expect(closest).toBeGreaterThan(0.04);
  });
}
