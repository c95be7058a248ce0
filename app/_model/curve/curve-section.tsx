"use client";

import { useCallback } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { ARTIFACT_FILES } from "../../../server/protocol/artifact-files.ts";
import { modelFile } from "../../_explorer/files.ts";
import { text } from "../../_i18n/text.ts";
import type { AnyCard } from "../../_lobby/gallery/groups.ts";
import { useLoaded } from "../../_lobby/use-loaded.ts";
import { Waiting } from "../waiting.tsx";
import css from "./curve.module.css";
import { CurveChart } from "./curve-chart.tsx";
import { type Curve, readCurve } from "./read-curve.ts";

const NAMED = [
  "loss",
  "reconstruction",
  "kl",
  "discriminator",
  "generator",
  "classifier",
  "leak",
] as const;
type Named = (typeof NAMED)[number];
const isNamed = (name: string): name is Named => NAMED.includes(name as Named);

/** How the training went, each quantity apart, as pictures and as a table. */
export function CurveSection({ card }: { card: AnyCard }) {
  const t = useTranslations("modelPage.curve");
  const load = useCallback((signal: AbortSignal) => fetchCurve(card, signal), [card]);
  const [curve, retry] = useLoaded(load);
  if (curve.state !== "ready") return <Waiting loaded={curve} onRetry={retry} />;
  if (curve.value === null) return <p className={css.quiet}>{t("none")}</p>;
  const { epochs, terms } = curve.value;
  const best = card.training?.bestEpoch ?? 0;
  const nameOf = (name: string) => (isNamed(name) ? t(`terms.${name}`) : name);
  return (
    <>
      <p className={css.key}>
        <span data-on="train">{t("train")}</span>
        <span data-on="validation">{t("validation")}</span>
        <span data-on="best">{t("best", { epoch: best })}</span>
      </p>
      <div className={css.charts}>
        {terms.map((term) => (
          <CurveChart
            key={term.name}
            title={nameOf(term.name)}
            epochs={epochs}
            term={term}
            best={best}
          />
        ))}
      </div>
      <CurveTable curve={curve.value} nameOf={nameOf} />
    </>
  );
}

function CurveTable({ curve, nameOf }: { curve: Curve; nameOf: (name: string) => string }) {
  const t = useTranslations("modelPage.curve");
  const format = useFormatter();
  const columns = curve.terms.flatMap(({ name, lines }) =>
    lines.map((line) => ({ ...line, name, key: `${name} ${line.on}` })),
  );
  return (
    <details className={css.details}>
      <summary>{t("table")}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={css.scroll} aria-label={t("table")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("epochs")}</th>
              {columns.map(({ key, name, on }) => (
                <th key={key} scope="col">
                  {nameOf(name)}
                  {on && `, ${t(on)}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {curve.epochs.map((epoch, i) => (
              <tr key={epoch}>
                <th scope="row">{epoch}</th>
                {columns.map(({ key, values }) => (
                  <td key={key}>
                    {values[i] == null
                      ? "–"
                      : format.number(values[i], { maximumSignificantDigits: 5 })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** @throws Error with a sentence for the person */
async function fetchCurve(card: AnyCard, signal: AbortSignal): Promise<Curve | null> {
  const response = await fetch(modelFile(card, ARTIFACT_FILES.curve), { signal });
  if (!response.ok) throw new Error(text("common.serverError", { status: response.status }));
  return readCurve(await response.json());
}
