"use client";

import { Canvas } from "@react-three/fiber";
import { type ReactNode, useEffect, useState } from "react";
import styles from "./scene.module.css";
import { useTheme } from "./theme.ts";
import { useBackground, useWake } from "./use-canvas.ts";
import { ContextLost } from "./webgl.tsx";

const CAMERA = { fov: 42, near: 0.05, far: 200, position: [4, 3, 7] } as const;

interface Props {
  name: "room" | "beside";
  /** What its picture is, and what its keys do. */
  label: string;
  /** Under the wall nobody sees it. */
  covered: boolean;
  /** Inside the canvas. */
  stage: ReactNode;
  /** Over the canvas. */
  children: ReactNode;
}

/**
 * One picture of one model; two of them may stand side by side. Each has a canvas of its own: together they fill as many
 * pixels as one, and what is in them needs not know of the other.
 */
export function Half({ name, label, covered, stage, children }: Props) {
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  useEffect(() => describe(canvas, label), [canvas, label]);
  return (
    <div className={styles.half} data-half={name} data-testid={`half-${name}`}>
      <Canvas
        flat
        frameloop={covered ? "never" : "demand"}
        dpr={[1, 2]}
        camera={CAMERA}
        gl={{ antialias: true, alpha: false, powerPreference: "high-performance" }}
        onCreated={({ gl }) => setCanvas(gl.domElement)}
      >
        <Ground />
        {stage}
      </Canvas>
      {children}
      <ContextLost canvas={canvas} />
    </div>
  );
}

/** The page's colour, from the first frame on: an empty canvas would be black in a light page. */
function Ground() {
  useBackground(useTheme());
  useWake();
  return null;
}

/** Makes the canvas reachable with Tab and tells screen readers what its keys do. */
function describe(canvas: HTMLCanvasElement | null, label: string): void {
  canvas?.setAttribute("role", "application");
  canvas?.setAttribute("aria-label", label);
  canvas?.setAttribute("tabindex", "0");
}
