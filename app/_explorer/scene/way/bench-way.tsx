import { useMemo } from "react";
import { useWay } from "../../bench/way-store.ts";
import { StoppedLine } from "../path/stopped-line.tsx";
import type { SceneTheme } from "../theme.ts";

/** Where the image on the bench goes through the cloud as it is damaged: from undamaged to now, a dot at each end. */
export function BenchWay({ theme }: { theme: SceneTheme }) {
  const way = useWay((s) => s.points);
  const points = useMemo(
    () =>
      way && { line: [...way], stops: Float32Array.from([...way.slice(0, 3), ...way.slice(-3)]) },
    [way],
  );
  return points && <StoppedLine points={points} color={theme.accent} ring={theme.background} />;
}
