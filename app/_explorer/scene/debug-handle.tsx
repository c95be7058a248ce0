import { useThree } from "@react-three/fiber";
import { useEffect } from "react";
import { Vector3 } from "three";
import { live } from "../live.ts";
import { useExplorer } from "../store.ts";
import { type Crowd, ownTag } from "./tags/crowd.ts";

import { TAG, TILE_BOTTOM } from "./tags/tag-layout.ts";

/** Where someone's marker is, and the upper left of their image. */
interface ScreenPerson {
  x: number;
  y: number;
  tile: number;
  tileLeft: number;
  tileTop: number;
}

declare global {
  interface Window {
    /** A read-only handle for end-to-end tests and for looking inside from the console. Nothing in the page uses it. */
    __latentCommons?: {
      live: typeof live;
      useExplorer: typeof useExplorer;
      /** CSS pixels from the upper left of the scene; null for someone who is not there. */
      screenOfPerson: (slot: number | "own") => ScreenPerson | null;
      screenOfRow: (row: number) => { x: number; y: number } | null;
      /** Frames drawn so far: stands still while nothing moves. */
      framesDrawn: () => number;
    };
  }
}

const scratch = new Vector3();

/** Offers `window.__latentCommons` while the scene is mounted and `?debug` is in the address. */
export function DebugHandle({ crowd }: { crowd: Crowd }) {
  const get = useThree((state) => state.get);
  useEffect(() => {
    if (!new URLSearchParams(location.search).has("debug")) return;
    window.__latentCommons = {
      live,
      useExplorer,
      screenOfPerson: (slot) => {
        const person = slot === "own" ? ownTag(crowd) : crowd.others.get(slot);
        if (!person?.z) return null;
        const { x, tile, shiftX, shiftY } = person;
        const y = get().size.height - person.y;
        const top = y - TILE_BOTTOM - shiftY - tile;
        return { x, y, tile, tileLeft: x + TAG.left + shiftX, tileTop: top };
      },
      screenOfRow: (row) => {
        const { cloud } = useExplorer.getState();
        if (!cloud) return null;
        const { camera, size } = get();
        scratch.fromArray(cloud.points, 3 * row).project(camera);
        return {
          x: (scratch.x * 0.5 + 0.5) * size.width,
          y: (0.5 - scratch.y * 0.5) * size.height,
        };
      },
      framesDrawn: () => get().gl.info.render.frame,
    };
    return () => {
      delete window.__latentCommons;
    };
  }, [crowd, get]);
  return null;
}
