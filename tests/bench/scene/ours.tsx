import { _roots, advance } from "@react-three/fiber";
import type CameraControls from "camera-controls";
import { createRoot } from "react-dom/client";
import { live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { boundsOf, pointDiameter } from "../../../app/_explorer/scene/cloud/bounds.ts";
import { Scene } from "../../../app/_explorer/scene/scene.tsx";
import { type Cloud, useExplorer } from "../../../app/_explorer/store.ts";
import { compiledTexts } from "../../../app/_i18n/compiled.ts";
import { TextProvider } from "../../../app/_i18n/text-provider.tsx";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { measure, ORBIT_STEP, pointerMove, WARM_UP_POINTS, warmUp } from "./measure.ts";
import { seatPeople } from "./people.ts";

const query = new URLSearchParams(location.search);
const points = Number(query.get("points"));
/** Others in the room. */
const people = Number(query.get("people") ?? 0);

type Root = NonNullable<ReturnType<typeof _roots.get>>;

/** The room page's own scene over made-up points, frame by frame. */
async function start(): Promise<void> {
  resetLive(3);
  live.own.slot = 1;
  const me = { slot: 1, name: "Bench", color: "#4477aa", online: true };
  useExplorer.setState({ me, connection: { state: "joined" } });
  moveOwn([0, 0, 0]);
  const messages = {
    ...(await compiledTexts("every", "en")),
    ...(await compiledTexts("room", "en")),
  };
  createRoot(document.body.appendChild(document.createElement("main"))).render(
    <TextProvider locale="en" messages={messages}>
      <Scene />
    </TextProvider>,
  );
  await load(WARM_UP_POINTS);
  await until(() => window.__latentCommons?.framesDrawn());
  const canvas = document.querySelector("canvas");
  const root = canvas && _roots.get(canvas);
  if (!canvas || !root) throw new Error("the scene did not mount");
  // From here on a frame is drawn when it is asked for, and not at the browser's leisure.
  root.store.getState().setFrameloop("never");
  const page = drive(canvas, root, seatPeople(people));
  await warmUp(page);
  const cloud = await load(points);
  const diameter = pointDiameter(cloud.count, boundsOf(cloud.points).radius).points;
  const focal = innerHeight / 2 / Math.tan((21 * Math.PI) / 180);
  window.bench = { ...page, pointPx: (diameter * focal) / page.away, unitPx: focal / page.away };
}

/** Opens a model with so many points, as joining a room does. */
async function load(count: number): Promise<Cloud> {
  const card = (await (await fetch(`/card?points=${count}`)).json()) as ModelCard;
  useExplorer.setState({ card });
  await until(() => useExplorer.getState().cloud?.count === count);
  return useExplorer.getState().cloud as Cloud;
}

function drive(canvas: HTMLCanvasElement, root: Root, movePeople: (frame: number) => void) {
  let seconds = 1;
  let frames = 0;
  const frame = () => {
    movePeople(frames++);
    seconds += 1 / 60;
    advance(seconds);
  };
  const controls = root.store.getState().controls as CameraControls | null;
  if (!controls) throw new Error("the scene has no camera");
  return {
    away: controls.distance,
    orbit: (frames: number) => {
      // Whoever turns the cloud points at nothing.
      canvas.parentElement?.dispatchEvent(new PointerEvent("pointerleave"));
      return measure(canvas, frames, () => {
        void controls.rotate(ORBIT_STEP, 0, false);
        frame();
      });
    },
    hover: (frames: number) =>
      measure(canvas, frames, async (i) => {
        canvas.dispatchEvent(pointerMove(i));
        // React draws the card beside the pointer in a microtask: it belongs to the frame.
        await Promise.resolve();
        await Promise.resolve();
        frame();
      }),
  };
}

async function until(condition: () => unknown): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}

void start();
