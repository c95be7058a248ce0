import { live, type SceneControls } from "../live.ts";
import type { CameraHolder } from "../scene/camera/camera-holder.ts";

let controls: SceneControls | null = null;

/** The second half's own camera: nobody follows it, nobody holds it, and it is this person's alone. */
export const besideCamera: CameraHolder = {
  take(taken) {
    controls = taken;
    return () => {
      if (controls === taken) controls = null;
    };
  },
  held: () => false,
  acted: () => {},
  moved: () => {},
};

/** The camera that keys turn: of the half that has the focus, else the room's. */
export function cameraInHand(): SceneControls | null {
  const focused = document.activeElement?.closest("[data-half=beside]");
  return (focused && controls) || live.scene;
}
