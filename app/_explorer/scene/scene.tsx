"use client";

import { Canvas } from "@react-three/fiber";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { loadCloud } from "../cloud.ts";
import { useUi } from "../panel/ui-state.ts";
import { useExplorer } from "../store.ts";
import { CloudStatus } from "./cloud/cloud-status.tsx";
import { HoverCard } from "./cloud/hover-card.tsx";
import { quietThree } from "./quiet-three.ts";
import styles from "./scene.module.css";
import { Stage } from "./stage.tsx";
import { ContextLost, hasWebGl, NoWebGl } from "./webgl.tsx";

const CAMERA = { fov: 42, near: 0.05, far: 200, position: [4, 3, 7] } as const;

quietThree();

/** The shared scatter with everyone's cursors. Fills its container; load it without server rendering. */
export function Scene() {
  const keys = useTranslations("scene")("keys");
  const card = useExplorer((state) => state.card);
  // Under the wall nobody sees it.
  const covered = useUi((state) => state.dialog === "wall");
  const hover = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  useEffect(() => {
    if (card) void loadCloud(card);
  }, [card]);
  useEffect(() => describe(canvas, keys), [canvas, keys]);
  if (!hasWebGl())
    return (
      <div className={styles.scene} data-testid="scene">
        <NoWebGl />
      </div>
    );
  return (
    <div className={styles.scene} data-testid="scene">
      <Canvas
        flat
        frameloop={covered ? "never" : "demand"}
        dpr={[1, 2]}
        camera={CAMERA}
        gl={{ antialias: true, alpha: false, powerPreference: "high-performance" }}
        onCreated={({ gl }) => setCanvas(gl.domElement)}
      >
        {card && <Stage card={card} hoverFrame={hover} />}
      </Canvas>
      <HoverCard frame={hover} />
      <CloudStatus />
      <ContextLost canvas={canvas} />
    </div>
  );
}

/** Makes the canvas reachable with Tab and tells screen readers what its keys do. */
function describe(canvas: HTMLCanvasElement | null, keys: string): void {
  canvas?.setAttribute("role", "application");
  canvas?.setAttribute("aria-label", keys);
  canvas?.setAttribute("tabindex", "0");
}
