"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { BenchState } from "../../../../server/protocol/bench.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useBench } from "../../bench/bench-store.ts";
import { type BenchCard, fitting } from "../../bench/candidates.ts";
import { factorsOf } from "../../bench/compute/damage.ts";
import { useBenchRun } from "../../bench/use-bench-run.ts";
import css from "./bench.module.css";
import { DamageControls } from "./damage-controls.tsx";
import { ModelChoice } from "./model-choice.tsx";
import { SourcePicker } from "./source/source-picker.tsx";
import { PixelCanvas } from "./tiles/pixel-canvas.tsx";
import { Tiles } from "./tiles/tiles.tsx";

/** What lies on the bench: the image, what is done to it, and what each makes of it. */
export function BenchTable({
  room,
  models,
  state,
}: {
  room: ModelCard;
  models: readonly BenchCard[];
  state: BenchState;
}) {
  const t = useTranslations("bench");
  const looking = useBench((s) => s.mode === "following");
  const cards = useMemo(() => fitting(room, models), [room, models]);
  const run = useBenchRun(room, cards, state);
  const { image } = run;
  const bytes = useMemo(() => image?.map((value) => 255 * value) ?? null, [image]);
  const factors = factorsOf(room.imageShape);
  return (
    <div className={css.table}>
      <div className={css.controls}>
        <div className={css.source}>
          <div className={css.original}>
            <PixelCanvas
              pixels={bytes}
              shape={room.imageShape}
              label={t("source.original")}
              testId="bench-original"
            />
          </div>
          {run.fault && (
            <p className={css.fault} role="alert" data-testid="bench-fault">
              {run.fault}
            </p>
          )}
          <SourcePicker state={state} room={room} cards={cards} disabled={looking} />
        </div>
        <DamageControls damage={state.damage} factors={factors} disabled={looking} />
        <ModelChoice room={room} cards={cards} state={state} disabled={looking} />
        <p className={css.way}>{t("way")}</p>
      </div>
      <div className={css.tiles}>
        {image && (
          <Tiles
            room={room}
            cards={cards}
            run={run}
            image={image}
            compared={state.source.kind !== "noise"}
          />
        )}
      </div>
    </div>
  );
}
