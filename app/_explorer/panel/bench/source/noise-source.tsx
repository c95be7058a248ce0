"use client";

import { Waves } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { BenchDamage, BenchState } from "../../../../../server/protocol/bench.ts";
import { Button } from "../../../../_ui/button.tsx";
import { changeBench } from "../../../bench/bench-store.ts";
import { factorsOf } from "../../../bench/compute/damage.ts";
import css from "../controls.module.css";
import type { SourceProps } from "./set-source.ts";

/** Nothing but noise: what a model finds in it, it made up. */
export function NoiseSource({ room }: SourceProps) {
  const t = useTranslations("bench.source");
  const four = factorsOf(room.imageShape).includes(4);
  return (
    <>
      <div className={css.row}>
        <Button data-testid="bench-noise-1" onClick={() => changeBench(noise(1))}>
          <Waves /> {t("kinds.noise")}
        </Button>
        {four && (
          <Button data-testid="bench-noise-4" onClick={() => changeBench(noise(4))}>
            {t("noiseInto4")}
          </Button>
        )}
      </div>
      <p className={css.note}>{t("noise")}</p>
    </>
  );
}

/** Another noise each time, and no other damage. */
const noise =
  (factor: BenchDamage["factor"]) =>
  (state: BenchState): BenchState => ({
    ...state,
    source: { kind: "noise" },
    damage: {
      ...{ blur: 0, noise: "none", level: state.damage.level, mask: 0, factor },
      seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 1,
    },
  });
