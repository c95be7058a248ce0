"use client";

import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { useCardWords } from "../../../../_i18n/use-card-words.ts";
import { type BenchCard, isRestorer } from "../../../bench/candidates.ts";
import type { Baseline, Subject } from "../../../bench/compute/subjects.ts";
import type { BenchRun } from "../../../bench/use-bench-run.ts";
import { bestOf } from "./best-of.ts";
import css from "./tile.module.css";
import { TileView } from "./tile.tsx";

interface TilesProps {
  room: ModelCard;
  cards: readonly BenchCard[];
  run: BenchRun;
  image: Float32Array;
  compared: boolean;
}

/** Every way to mend the image beside the others, the closest marked. */
export function Tiles({ room, cards, run, image, compared }: TilesProps) {
  const t = useTranslations("bench");
  const words = useCardWords();
  const best = compared ? bestOf(run.tiles) : { psnr: null, ssim: null };
  const describe = (subject: Subject) => {
    if (subject.kind === "baseline") return baselineWords(subject.id);
    const card = cards.find(({ id }) => id === subject.id);
    if (!card) return { name: subject.id, note: "" };
    return { name: words(card).title, note: noteOf(card) };
  };
  const baselineWords = (id: Baseline) => ({
    name: t(`baselines.${id}`),
    note: t(`baselineHints.${id}`),
  });
  const noteOf = (card: BenchCard) => {
    const what = isRestorer(card)
      ? t("models.factor", { factor: card.factor })
      : t("models.dimensions", { count: card.latentDim });
    const other = card.dataset.id !== room.dataset.id;
    return other ? `${what} · ${t("models.otherData", { data: card.dataset.name })}` : what;
  };
  return (
    <ul className={css.grid} aria-label={t("tiles")}>
      {run.subjects.map((subject) => {
        const tile = run.tiles.get(subject.id);
        if (!tile || subject.kind === "way") return null;
        const card = cards.find(({ id }) => id === subject.id);
        return (
          <TileView
            key={subject.id}
            id={subject.id}
            {...describe(subject)}
            card={card && !isRestorer(card) ? card : null}
            own={subject.id === room.id}
            tile={tile}
            image={image}
            shape={room.imageShape}
            compared={compared}
            best={{ psnr: best.psnr === subject.id, ssim: best.ssim === subject.id }}
            onRetry={() => run.retry(subject.id)}
          />
        );
      })}
    </ul>
  );
}
