"use client";

import { useTranslations } from "use-intl/react";
import { BENCH_MODELS_MAX, type BenchState } from "../../../../server/protocol/bench.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useCardWords } from "../../../_i18n/use-card-words.ts";
import { changeBench } from "../../bench/bench-store.ts";
import { type BenchCard, canWork, chosenIds, isRestorer } from "../../bench/candidates.ts";
import css from "./controls.module.css";

/** Which models work on the image: by themselves a handful that says something about this damage. */
export function ModelChoice({
  room,
  cards,
  state,
  disabled,
}: {
  room: ModelCard;
  cards: readonly BenchCard[];
  state: BenchState;
  disabled: boolean;
}) {
  const t = useTranslations("bench.models");
  const words = useCardWords();
  const chosen = chosenIds(room, cards, state);
  const full = chosen.length >= BENCH_MODELS_MAX;
  const note = (card: BenchCard) => {
    const { factor } = state.damage;
    if (isRestorer(card))
      return card.factor === factor
        ? t("factor", { factor: card.factor })
        : t("needsFactor", { factor: card.factor });
    return card.dataset.id === room.dataset.id
      ? t("dimensions", { count: card.latentDim })
      : t("otherData", { data: card.dataset.name });
  };
  const toggle = (id: string, on: boolean) =>
    changeBench((bench) => ({
      ...bench,
      models: on ? [...chosen, id] : chosen.filter((other) => other !== id),
    }));
  return (
    <fieldset className={css.group} disabled={disabled}>
      <legend className={css.legend}>{t("title")}</legend>
      <label className={css.model}>
        <input
          type="checkbox"
          checked={state.models === null}
          data-testid="bench-handful"
          onChange={({ currentTarget: { checked } }) =>
            changeBench((bench) => ({ ...bench, models: checked ? null : chosen }))
          }
        />
        {t("handful")}
      </label>
      <ul className={css.models} aria-label={t("all")}>
        {cards.map((card) => {
          const on = chosen.includes(card.id);
          return (
            <li key={card.id}>
              <label className={css.model}>
                <input
                  type="checkbox"
                  checked={on}
                  disabled={!canWork(card, state.damage) || (full && !on)}
                  data-testid={`bench-model-${card.id}`}
                  onChange={({ currentTarget: { checked } }) => toggle(card.id, checked)}
                />
                <span>
                  {words(card).title} <small>{note(card)}</small>
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      {full && <p className={css.note}>{t("most", { count: BENCH_MODELS_MAX })}</p>}
    </fieldset>
  );
}
