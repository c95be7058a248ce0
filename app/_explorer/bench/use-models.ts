"use client";

import { useEffect, useState } from "react";
import type { BenchCard } from "./candidates.ts";
import { allModels } from "./models.ts";

/** Every model of this server: null while it is asked, "failed" until `again`. */
export function useModels(): { models: readonly BenchCard[] | "failed" | null; again: () => void } {
  const [models, setModels] = useState<readonly BenchCard[] | "failed" | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks once more.
  useEffect(() => {
    let left = false;
    allModels().then(
      (cards) => {
        if (!left) setModels(cards);
      },
      () => {
        if (!left) setModels("failed");
      },
    );
    return () => {
      left = true;
    };
  }, [tries]);
  const again = () => {
    setModels(null);
    setTries((n) => n + 1);
  };
  return { models, again };
}
