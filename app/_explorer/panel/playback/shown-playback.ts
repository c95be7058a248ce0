"use client";

import { useEffect } from "react";
import { useExplorer } from "../../store.ts";
import { usePathEditing } from "../paths/path-editing.ts";

/** Opens the path that someone starts to play, unless this person looks at or edits one of their own. */
export function useShownPlayback(): void {
  const pathId = useExplorer((s) => (s.playback?.playing ? s.playback.pathId : null));
  useEffect(() => {
    const busy = useExplorer.getState().selectedPath ?? usePathEditing.getState().draft;
    if (pathId && !busy) useExplorer.setState({ selectedPath: pathId });
  }, [pathId]);
}
