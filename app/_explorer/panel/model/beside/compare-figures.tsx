"use client";

import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import { useCardWords } from "../../../../_i18n/use-card-words.ts";
import css from "./beside-section.module.css";
import { compareFigures } from "./figures.ts";

/** The held-out figures of both models, line by line. */
export function CompareFigures({ room, beside }: { room: ModelCard; beside: ModelCard }) {
  const t = useTranslations("beside.figures");
  const words = useCardWords();
  return (
    <table className={css.table} data-testid="compared-figures">
      <caption>{t("caption", { count: room.dataset.heldOut })}</caption>
      <thead>
        <tr>
          <td />
          {[room, beside].map((card) => (
            <th key={card.id} scope="col">
              {words(card).title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {compareFigures(room, beside).map(({ key, digits, values, better }) => (
          <tr key={key}>
            <th scope="row">{t(key)}</th>
            {values.map((value, i) => (
              <Figure key={i === 0 ? "room" : "beside"} value={value} better={better === i}>
                {value === undefined ? "–" : fixed(value, digits)}
              </Figure>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figure({
  value,
  better,
  children,
}: {
  value: number | undefined;
  better: boolean;
  children: string;
}) {
  const t = useTranslations("beside.figures");
  if (value === undefined)
    return (
      <td>
        <span aria-hidden="true">{children}</span>
        <span className="sr-only">{t("missing")}</span>
      </td>
    );
  if (!better) return <td>{children}</td>;
  return (
    <td data-better>
      <strong>{children}</strong>
      <span className="sr-only">{t("better")}</span>
    </td>
  );
}
