"use client";

import { useCallback } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { accuracyOf, type Confusion } from "../../../server/latent/confusion.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { useLoaded } from "../../_lobby/use-loaded.ts";
import { Waiting } from "../waiting.tsx";
import css from "./confusion.module.css";
import { loadConfusion } from "./load-confusion.ts";

const SENTENCES = { training: "heldOut", heldOut: "leftOut", all: "all" } as const;

/** Which class the ten nearest codes take an unseen image for. */
export function ConfusionSection({ card }: { card: ModelCard }) {
  const t = useTranslations("modelPage.confusion");
  const load = useCallback((signal: AbortSignal) => loadConfusion(card, signal), [card]);
  const [confusion, retry] = useLoaded(load);
  if (confusion.state !== "ready") return <Waiting loaded={confusion} onRetry={retry} />;
  const { among, asked } = confusion.value;
  const remark = ({ dataset: { train, shown } }: ModelCard) => {
    if (among !== "training") return t("measuredElse");
    return shown.train < train ? t("fewer", { count: train }) : t("rounded");
  };
  return (
    <>
      <p className={css.quiet}>
        {t(SENTENCES[among], { count: asked })} <Summary card={card} confusion={confusion.value} />{" "}
        {"knn10" in card.metrics && remark(card)}
      </p>
      <ConfusionTable names={card.dataset.classNames} confusion={confusion.value} />
    </>
  );
}

interface Mistake {
  from: number;
  to: number;
  count: number;
}

/** How many were right, and which two classes are taken for each other most. */
function Summary({ card, confusion }: { card: ModelCard; confusion: Confusion }) {
  const t = useTranslations("modelPage.confusion");
  const measures = useTranslations("measures");
  const format = useFormatter();
  const { classNames } = card.dataset;
  const percent = format.number(100 * accuracyOf(confusion), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const accuracy = measures("units.percent", { value: percent });
  const { from, to, count } = worstOf(confusion);
  const names = { from: classNames[from] ?? "", to: classNames[to] ?? "" };
  return <>{count > 0 ? t("summary", { accuracy, count, ...names }) : t("perfect")}</>;
}

function worstOf({ counts, classes }: Confusion): Mistake {
  let worst: Mistake = { from: 0, to: 0, count: 0 };
  for (const [at, count] of counts.entries()) {
    const [from, to] = [Math.floor(at / classes), at % classes];
    if (from !== to && count > worst.count) worst = { from, to, count };
  }
  return worst;
}

function ConfusionTable({
  names,
  confusion: { counts, classes },
}: {
  names: readonly string[];
  confusion: Confusion;
}) {
  const t = useTranslations("modelPage.confusion");
  const rows = Array.from({ length: classes }, (_, from) =>
    Array.from({ length: classes }, (__, to) => counts[from * classes + to] ?? 0),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={css.scroll} aria-label={t("title")} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t("corner")}</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, from) => {
            const total = Math.max(
              1,
              row.reduce((sum, count) => sum + count, 0),
            );
            return (
              <tr key={names[from]}>
                <th scope="row">{names[from]}</th>
                {row.map((count, to) => (
                  <td
                    key={names[to]}
                    data-right={from === to || undefined}
                    data-none={count === 0 || undefined}
                    style={{ "--share": `${(100 * count) / total}%` } as React.CSSProperties}
                  >
                    {count}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
