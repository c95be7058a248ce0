"use client";

import { useEffect, useState } from "react";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { createMeter, type Reading } from "./meter.ts";

type Meter = (value: number) => Reading;

const meters = new Map<string, Promise<Meter>>();

/** What a model's errors on its own training images are like; asked for once, and kept. */
function meterOf({ id, weightsHash, dataset }: ModelCard): Promise<Meter> {
  const known = meters.get(weightsHash);
  if (known) return known;
  const asked = fetch(`/api/models/${id}/errors/${weightsHash}`).then(async (response) => {
    if (!response.ok) throw new Error(`the errors were answered with ${response.status}`);
    const errors = new Float32Array(await response.arrayBuffer());
    // Those that it has learnt from come first.
    return createMeter(errors.subarray(0, dataset.shown.train));
  });
  meters.set(weightsHash, asked);
  asked.catch(() => meters.delete(weightsHash));
  return asked;
}

/** Null while the server computes it, which takes some seconds once; "failed" where it could not. */
export function useMeter(card: ModelCard): Meter | "failed" | null {
  const [meter, setMeter] = useState<{ of: string; read: Meter | "failed" } | null>(null);
  useEffect(() => {
    let left = false;
    const { weightsHash: of } = card;
    meterOf(card).then(
      (read) => {
        if (!left) setMeter({ of, read });
      },
      () => {
        if (!left) setMeter({ of, read: "failed" });
      },
    );
    return () => {
      left = true;
    };
  }, [card]);
  return meter?.of === card.weightsHash ? meter.read : null;
}
