"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { FigureRow } from "./compare.ts";
import css from "./figure-table.module.css";
import { useFigureTexts } from "./use-figure-texts.ts";

interface FigureTableProps {
  rows: readonly FigureRow[];
  /** What is measured on, e.g. "1,500 held-out images". */
  caption: string;
  /** Says under each name what it means. */
  explained?: boolean;
  /** The strongest baseline of each figure only. */
  brief?: boolean;
}

/** Figures beside those of every baseline. One that loses is said to, in words and with a sign. */
export function FigureTable({ rows, caption, explained = false, brief = false }: FigureTableProps) {
  const t = useTranslations("measures");
  const texts = useFigureTexts();
  return (
    <table className={css.table} data-brief={brief}>
      <caption className={brief ? "sr-only" : css.caption}>{caption}</caption>
      <thead className={brief ? "sr-only" : undefined}>
        <tr>
          <th scope="col">{t("columns.figure")}</th>
          <th scope="col">{t("columns.model")}</th>
          <th scope="col">{t("columns.baselines")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} data-figure={row.key}>
            <th scope="row" title={explained ? undefined : texts.explanation(row)}>
              {texts.name(row)}
              {explained && <p className={css.explanation}>{texts.explanation(row)}</p>}
            </th>
            <td className={css.value}>
              {row.value === null ? t("none") : texts.value(row.known, row.value)}
            </td>
            <td className={css.baselines}>
              {row.baselines.slice(0, brief ? 1 : undefined).map(({ name, value, wins }) => (
                <span key={name} className={css.baseline} data-loses={wins || undefined}>
                  {wins && <TriangleAlert aria-hidden="true" />}
                  {wins && <strong>{t("losesTo")}</strong>} {texts.baseline(name)}{" "}
                  <span className={css.number}>{texts.value(row.known, value)}</span>
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
