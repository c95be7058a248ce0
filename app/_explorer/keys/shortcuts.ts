"use client";

import { useEffect } from "react";
import { live } from "../live.ts";
import { togglePlay } from "../panel/playback/transport-commands.ts";
import { startBookmark, toggleHelp, togglePanels } from "../panel/ui-state.ts";
import { useExplorer } from "../store.ts";
import { goToOrigin, goToRandom } from "../travel.ts";
import { isTaken } from "./is-taken.ts";

const showAll = () => live.scene?.resetView();

const COMMANDS: Record<string, () => void> = {
  "?": toggleHelp,
  b: startBookmark,
  n: goToRandom,
  o: goToOrigin,
  h: togglePanels,
  r: showAll,
  home: showAll,
  0: showAll,
  " ": () => {
    const { selectedPath } = useExplorer.getState();
    if (selectedPath) togglePlay(selectedPath);
  },
};

/** Keys that are pressed once; those held to move are in held-keys.ts. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = COMMANDS[event.key.toLowerCase()];
      if (!command || isTaken(event)) return;
      event.preventDefault();
      command();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
