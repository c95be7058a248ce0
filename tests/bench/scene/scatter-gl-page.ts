import { fromHalf } from "../../../server/latent/half.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { measure, pointerMove, WARM_UP_POINTS, warmUp } from "./measure.ts";

/** The parts of scatter-gl that are driven here; `scatterPlot` is not published. */
interface ScatterGL {
  render: (dataset: object) => void;
  scatterPlot: {
    renderer: { domElement: HTMLCanvasElement };
    orbitCameraControls: { autoRotate: boolean; autoRotateSpeed: number; update: () => void };
  };
}

declare const scatterGl: {
  ScatterGL: new (element: HTMLElement, options: object) => ScatterGL;
  Dataset: new (points: number[][]) => object;
};

const query = new URLSearchParams(location.search);
const pointPx = Number(query.get("px"));
const count = Number(query.get("points"));

/** The same points in scatter-gl, as it comes but for the points' size. */
async function start(): Promise<void> {
  const element = document.body.appendChild(document.createElement("main"));
  const plot = new scatterGl.ScatterGL(element, {
    rotateOnStart: false,
    styles: {
      point: { scaleDefault: pointPx / ownPointPx(count) },
      sprites: { minPointSize: 2.2 },
    },
  });
  const { orbitCameraControls: controls, renderer } = plot.scatterPlot;
  const canvas = renderer.domElement;
  controls.autoRotateSpeed = 2;
  const page = {
    // Its own animation does just this in each frame; the controls' change renders.
    orbit: (frames: number) => {
      controls.autoRotate = true;
      return measure(canvas, frames, () => controls.update());
    },
    hover: (frames: number) =>
      measure(canvas, frames, (i) => void canvas.dispatchEvent(pointerMove(i))),
  };
  plot.render(await load(WARM_UP_POINTS));
  await warmUp(page);
  plot.render(await load(count));
  window.bench = { ...page, pointPx, unitPx: Number(query.get("unit")) };
}

async function load(points: number): Promise<object> {
  const card = (await (await fetch(`/card?points=${points}`)).json()) as ModelCard;
  const file = `/api/models/${card.id}/files/${card.weightsHash}/embedding.bin`;
  const rows = fromHalf(new Uint8Array(await (await fetch(file)).arrayBuffer()));
  return new scatterGl.Dataset(
    Array.from({ length: points }, (_, i) => [...rows.subarray(3 * i, 3 * i + 3)]),
  );
}

/** How large scatter-gl draws a point in the middle: by its formula, from its first camera. */
function ownPointPx(points: number): number {
  return 200 / Math.log(points) / Math.log(8) / Math.hypot(0.45, 0.9, 1.6);
}

void start();
