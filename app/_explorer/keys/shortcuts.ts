"use client";

import { useEffect } from "react";
import { cameraInHand } from "../beside/camera.ts";
import { lookAtOwnOnMap } from "../map/look-at-own.ts";
import type { Part } from "../page-options/page-options.ts";
import { useHides } from "../page-options/use-page-options.ts";
import { togglePlay } from "../panel/playback/transport-commands.ts";
import { startBookmark, toggleHelp, togglePanels } from "../panel/ui-state.ts";
import { useExplorer } from "../store.ts";
import { goToOrigin, goToRandom } from "../travel.ts";
import { copyViewLink } from "../view-link/copy-view-link.ts";
import { isTaken } from "./is-taken.ts";

const showAll = () => cameraInHand()?.resetView();
/** Radians for one press. */
const TURN = Math.PI / 18;
const turn = (right: number, up: number) => () => cameraInHand()?.turn(right * TURN, up * TURN);
const approach = (factor: number) => () => {
  const camera = cameraInHand();
  if (factor < 1) lookAtOwnOnMap(camera);
  camera?.approach(factor);
};
const nearer = approach(0.85);
const farther = approach(1 / 0.85);

const COMMANDS: Record<string, () => void> = {
  "?": toggleHelp,
  b: startBookmark,
  n: goToRandom,
  o: goToOrigin,
  h: togglePanels,
  c: () => void copyViewLink(),
  r: showAll,
  home: showAll,
  0: showAll,
  j: turn(-1, 0),
  l: turn(1, 0),
  i: turn(0, 1),
  k: turn(0, -1),
  "+": nearer,
  "=": nearer,
  "-": farther,
  " ": () => {
    const { selectedPath } = useExplorer.getState();
    if (selectedPath) togglePlay(selectedPath);
  },
};

/** A letter of another script counts by where it lies: Cyrillic Ф is the key that Latin layouts call A. */
function nameOf({ key, code }: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const foreign = key.length === 1 && key > "\u007f";
  return (foreign && letter ? letter : key).toLowerCase();
}

/** Keys of what a link may hide. */
const PARTS: Readonly<Record<string, Part>> = { "?": "help", b: "places", c: "share" };

/** Keys that are pressed once; those held to move are in held-keys.ts. */
export function useShortcuts(): void {
  const hides = useHides();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const name = nameOf(event);
      const command = COMMANDS[name];
      const part = PARTS[name];
      if (!command || isTaken(event) || (part && hides(part))) return;
      event.preventDefault();
      command();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [hides]);
}
