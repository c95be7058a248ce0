import { useThree } from "@react-three/fiber";
import { useEffect } from "react";
import { Color, SRGBColorSpace } from "three";
import { onLive } from "../live.ts";
import { useExplorer } from "../store.ts";
import type { SceneTheme } from "./theme.ts";

/** Draws a frame whenever something in `live` or the store changed, and none in between. */
export function useWake(): void {
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => {
    const wake = () => invalidate();
    const stopLive = onLive(wake);
    const stopStore = useExplorer.subscribe(wake);
    return () => {
      stopLive();
      stopStore();
    };
  }, [invalidate]);
}

export function useBackground({ background }: SceneTheme): void {
  const scene = useThree((state) => state.scene);
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => {
    const { x, y, z } = background;
    scene.background = new Color().setRGB(x, y, z, SRGBColorSpace);
    invalidate();
  }, [scene, background, invalidate]);
}
