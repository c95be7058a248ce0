import { fromHalf } from "../../../server/latent/half.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { measure, ORBIT_STEP, pointerMove, WARM_UP_POINTS, warmUp } from "./measure.ts";

/** The parts of deck.gl that are driven here. `_onRenderFrame` is what its own animation loop calls once a frame. */
interface Deck {
  setProps: (props: object) => void;
  animationLoop: { stop: () => void };
  _onRenderFrame: () => void;
  getCanvas: () => HTMLCanvasElement | null;
}

declare const deckGl: {
  Deck: new (props: object) => Deck;
  OrbitView: new (props: object) => object;
  PointCloudLayer: new (props: object) => object;
};

const query = new URLSearchParams(location.search);
const pointPx = Number(query.get("px"));
const unitPx = Number(query.get("unit"));
const count = Number(query.get("points"));
/** Degrees, as our camera. */
const FOV = 42;

/** The same points in deck.gl's PointCloudLayer: as large, unlit like ours, picked under the pointer like ours. */
async function start(): Promise<void> {
  const state = { rotation: 20, hovered: 0 };
  const viewState = () => ({
    target: [0, 0, 0],
    rotationX: 25,
    rotationOrbit: state.rotation,
    zoom: Math.log2(unitPx),
  });
  const first = await load(WARM_UP_POINTS);
  const deck = await new Promise<Deck>((resolve) => {
    const made: Deck = new deckGl.Deck({
      parent: document.body.appendChild(document.createElement("main")),
      views: new deckGl.OrbitView({ fovy: FOV }),
      viewState: viewState(),
      controller: true,
      layers: [layer(first)],
      onHover: ({ index }: { index: number }) => {
        if (index >= 0) state.hovered++;
      },
      onAfterRender: () => resolve(made),
    });
  });
  // From here on a frame is drawn when it is asked for.
  deck.animationLoop.stop();
  const canvas = deck.getCanvas();
  if (!canvas) throw new Error("deck.gl has no canvas");
  const page = {
    orbit: (frames: number) =>
      measure(canvas, frames, () => {
        state.rotation += (ORBIT_STEP * 180) / Math.PI;
        deck.setProps({ viewState: viewState() });
        deck._onRenderFrame();
      }),
    hover: (frames: number) =>
      measure(canvas, frames, (i) => {
        const event = pointerMove(i);
        canvas.dispatchEvent(event);
        // A browser sends both, and deck.gl listens to the older one.
        canvas.dispatchEvent(new MouseEvent("mousemove", event));
        deck._onRenderFrame();
      }),
  };
  await warmUp(page);
  if (state.hovered === 0) throw new Error("deck.gl was never told of the pointer");
  deck.setProps({ layers: [layer(await load(count))] });
  deck._onRenderFrame();
  window.bench = { ...page, pointPx, unitPx };
}

/** Binary attributes: the way that deck.gl recommends for many points. */
function layer({ points, colors }: { points: Float32Array; colors: Uint8Array }): object {
  return new deckGl.PointCloudLayer({
    id: `points-${points.length}`,
    data: {
      length: points.length / 3,
      attributes: {
        getPosition: { value: points, size: 3 },
        getColor: { value: colors, size: 3 },
      },
    },
    getNormal: [0, 0, 1],
    material: false,
    sizeUnits: "pixels",
    // A radius.
    pointSize: pointPx / 2,
    pickable: true,
    autoHighlight: true,
  });
}

async function load(points: number) {
  const card = (await (await fetch(`/card?points=${points}`)).json()) as ModelCard;
  const files = `/api/models/${card.id}/files/${card.weightsHash}`;
  const read = async (file: string) => new Uint8Array(await (await fetch(file)).arrayBuffer());
  const { id, hash } = card.dataset;
  const labels = await read(`/api/datasets/${id}/files/${hash}/labels.bin`);
  const colors = Uint8Array.from(
    { length: 3 * points },
    (_, i) => 55 + (((labels[Math.floor(i / 3)] ?? 0) * 67 * ((i % 3) + 1)) % 200),
  );
  return { points: fromHalf(await read(`${files}/embedding.bin`)), colors };
}

void start();
