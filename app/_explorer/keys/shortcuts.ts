"use client";

import { useEffect } from "react";
import { useExplorer } from "../store.ts";
import { togglePlay } from "../panel/playback/transport-commands.ts";
import { goToOrigin, goToRandom } from "../travel.ts";
import { startBookmark, toggleHelp, togglePanels } from "../panel/ui-state.ts";

const COMMANDS: Record<string, () => void> = {
  "?": toggleHelp,
  b: startBookmark,
  n: goToRandom,
  o: goToOrigin,
  h: togglePanels,
  " ": () => {
    const { selectedPath } = useExplorer.getState();
    if (selectedPath) togglePlay(selectedPath);
  },
};

/** Whether a key belongs to what has the focus: it types there, or presses it. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("dialog")) return event.key !== "?";
  if (target?.closest("input:not([type=range]), textarea, select, [contenteditable]")) return true;
  return event.key === " " && target?.closest("button, a, [role=tab]") !== null;
}

/** The keys of the room page; the scene has its own. */
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
