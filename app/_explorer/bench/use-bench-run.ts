"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { project } from "../../../server/latent/projection.ts";
import type { BenchState } from "../../../server/protocol/bench.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { text } from "../../_i18n/text.ts";
import { type BenchCard, subjectsOf } from "./candidates.ts";
import { openBenchWorker } from "./compute/bench-worker.ts";
import { createRunner, type Runner, type Tile } from "./compute/runner.ts";
import type { Subject } from "./compute/subjects.ts";
import { imageOf } from "./source/image-of.ts";
import { useWay } from "./way-store.ts";

export interface BenchRun {
  /** Undamaged, 0..1; null while it is on its way. */
  image: Float32Array | null;
  /** Why there is none. */
  fault: string | null;
  subjects: readonly Subject[];
  tiles: ReadonlyMap<string, Tile>;
  retry: (id: string) => void;
}

/** Damages and mends while mounted, in a worker that ends with it. The way of the image is drawn in the cloud meanwhile. */
export function useBenchRun(
  room: ModelCard,
  cards: readonly BenchCard[],
  state: BenchState,
): BenchRun {
  const runner = useRef<Runner | null>(null);
  const [tiles, setTiles] = useState<ReadonlyMap<string, Tile>>(new Map());
  const { image, fault } = useImage(room, cards, state);
  const subjects = useMemo(() => subjectsOf(room, cards, state), [room, cards, state]);
  useEffect(() => {
    const opened = createRunner(openBenchWorker(), setTiles);
    runner.current = opened;
    return () => {
      runner.current = null;
      opened.close();
    };
  }, []);
  useEffect(() => {
    const { damage } = state;
    const task = image && { image, shape: room.imageShape, damage };
    runner.current?.set(task, subjects);
  }, [image, state, subjects, room]);
  const way = image ? (tiles.get("way")?.outcome?.z ?? null) : null;
  useEffect(() => {
    useWay.setState({ points: way && wayPoints(way, room) });
  }, [way, room]);
  useEffect(() => () => useWay.setState({ points: null }), []);
  return { image, fault, subjects, tiles, retry: (id) => runner.current?.retry(id) };
}

function wayPoints(codes: Float32Array, { latentDim, projection }: ModelCard): number[] {
  const count = codes.length / latentDim;
  return Array.from({ length: count }, (_, i) =>
    project(projection, codes.subarray(i * latentDim, (i + 1) * latentDim)),
  ).flat();
}

/** The newest image that is asked for; the last one stays until it is here. */
function useImage(room: ModelCard, cards: readonly BenchCard[], { source, damage }: BenchState) {
  const [found, setFound] = useState<{ image: Float32Array | null; fault: string | null }>({
    image: null,
    fault: null,
  });
  // Of the damage only what pure noise is made of.
  const { seed, factor } = damage;
  const made = source.kind === "noise" ? `${seed} ${factor}` : "";
  const latest = useRef(damage);
  latest.current = damage;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `made` says when another damage is another image.
  useEffect(() => {
    let stale = false;
    imageOf(source, latest.current, room, cards).then(
      (image) => {
        if (!stale) setFound({ image, fault: null });
      },
      (cause: unknown) => {
        // fetch reports a lost network as a TypeError with a text made for developers.
        const known = cause instanceof Error && !(cause instanceof TypeError);
        const fault = known ? cause.message : text("connection.data.offline");
        if (!stale) setFound({ image: null, fault });
      },
    );
    return () => {
      stale = true;
    };
  }, [source, made, room, cards]);
  return found;
}
