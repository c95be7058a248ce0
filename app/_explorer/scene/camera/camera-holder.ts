import { live, liveChanged, ownAct, type SceneControls, viewChanged } from "../../live.ts";

/** To whom one half's camera belongs: whoever offers it to panels and keys, and hears what the person does with it. */
export interface CameraHolder {
  /** Offers the controls. Returns the undo. */
  take: (controls: SceneControls) => () => void;
  /** Someone else steers it. */
  held: () => boolean;
  /** This person turned it, whatever by. */
  acted: () => void;
  /** It may show something else. */
  moved: () => void;
}

/** The camera that panels steer, that others follow, and that a presenter may hold. */
export const roomCamera: CameraHolder = {
  take(controls) {
    live.scene = controls;
    liveChanged();
    return () => {
      if (live.scene === controls) live.scene = null;
    };
  },
  held: () => live.held,
  acted: () => ownAct("camera"),
  moved: viewChanged,
};
