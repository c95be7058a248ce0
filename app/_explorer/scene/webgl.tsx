import { invalidate } from "@react-three/fiber";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { onLive } from "../live.ts";
import { advanceFlight } from "./input/flight.ts";
import styles from "./scene.module.css";

let answer: boolean | null = null;

/** Whether this browser can draw the scene; asked once, and the trial context is given back at once. */
export function hasWebGl(): boolean {
  if (answer !== null) return answer;
  try {
    const context = document.createElement("canvas").getContext("webgl2");
    answer = context !== null;
    context?.getExtension("WEBGL_lose_context")?.loseContext();
  } catch {
    answer = false;
  }
  return answer;
}

/** Says what is missing. Flights arrive at once, since there are no frames to glide through. */
export function NoWebGl() {
  const t = useTranslations("scene.noWebGl");
  useEffect(() => onLive(() => void advanceFlight(0, true)), []);
  return (
    <div className={`${styles.status} ${styles.center}`} role="alert">
      <p>
        <strong>{t("title")}</strong>
      </p>
      <p>{t("text")}</p>
    </div>
  );
}

/** Shown while the graphics card has dropped the page; three restores everything when it comes back. */
export function ContextLost({ canvas }: { canvas: HTMLCanvasElement | null }) {
  const t = useTranslations("scene");
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (!canvas) return;
    const lose = (event: Event) => {
      // Without this the browser never restores the context.
      event.preventDefault();
      setLost(true);
    };
    const restore = () => {
      setLost(false);
      invalidate();
    };
    canvas.addEventListener("webglcontextlost", lose);
    canvas.addEventListener("webglcontextrestored", restore);
    return () => {
      canvas.removeEventListener("webglcontextlost", lose);
      canvas.removeEventListener("webglcontextrestored", restore);
    };
  }, [canvas]);
  if (!lost) return null;
  return (
    <div className={`${styles.status} ${styles.center}`} role="alert">
      <p>{t("contextLost")}</p>
    </div>
  );
}
