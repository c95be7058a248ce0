"use client";

import { Dices, Undo2 } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { noisy } from "../../../../../server/latent/noise.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { Button } from "../../../../_ui/button.tsx";
import { useFollow } from "../../../follow/follow-store.ts";
import { type NoiseCourse, rollNoise, setNoise, useNoise } from "../../../noise/noise-state.ts";
import { useNoiseCourse } from "../../../noise/use-noise-course.ts";
import { useExplorer } from "../../../store.ts";
import { FilmStrip } from "../../playback/film-strip.tsx";
import { Flips } from "./flips.tsx";
import css from "./noise.module.css";
import { NoiseSlider } from "./noise-slider.tsx";

/** Images of the way: large enough to read in a panel. */
const FRAMES = 8;

/** Noise on the code where the own cursor stands: how much until it counts as another class. */
export function NoiseSection({ card }: { card: ModelCard }) {
  const t = useTranslations("noise");
  const cloud = useExplorer((s) => s.cloud);
  const held = useFollow((s) => s.held);
  const course = useNoise((s) => s.course);
  const moved = useNoise((s) => s.amount > 0);
  useNoiseCourse(card, cloud);
  if (!cloud || !course || course.base.length !== card.latentDim) return <p>{t("waiting")}</p>;
  return (
    <>
      <p className={css.hint}>{t("hint")}</p>
      <FilmStrip stops={endsOf(course)} interpolation="lerp" count={FRAMES} />
      <NoiseSlider card={card} course={course} disabled={held} />
      <Flips card={card} course={course} disabled={held} />
      <div className={css.actions}>
        <Button
          onClick={() => rollNoise(card, cloud)}
          disabled={held}
          title={t("rollHint")}
          data-testid="noise-roll"
        >
          <Dices /> {t("roll")}
        </Button>
        <Button onClick={() => setNoise(0)} disabled={held || !moved} data-testid="noise-back">
          <Undo2 /> {t("back")}
        </Button>
      </div>
      <p className={css.quiet}>{t("formula")}</p>
    </>
  );
}

function endsOf({ base, epsilon, reach }: NoiseCourse) {
  return [base, noisy(base, epsilon, reach)].map((z) => ({ z: [...z] }));
}
