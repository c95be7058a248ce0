"use client";

import { Dices } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { embeddingCount } from "../../../../../server/protocol/card-shape.ts";
import type { Dataset } from "../../../../../server/protocol/dataset.ts";
import { Button } from "../../../../_ui/button.tsx";
import { className, classNames } from "../../../colouring/data-words.ts";
import css from "../controls.module.css";
import { type SourceProps, setSource } from "./set-source.ts";
import { useLabels } from "./use-labels.ts";

/** An image of a data set of this shape, the room's own first: a random one, of any class or of one. */
export function DatumSource({ state, room, cards }: SourceProps) {
  const t = useTranslations("bench.source");
  const id = useId();
  const sets = datasetsOf(cards);
  const { source } = state;
  const row = source.kind === "datum" ? source.row : null;
  const dataset =
    sets.find((one) => source.kind === "datum" && one.id === source.dataset) ?? room.dataset;
  const labels = useLabels(dataset);
  const label = labels && row !== null ? className(dataset, labels[row] ?? 0) : "";
  const put = (of: Dataset, at: number) => setSource({ kind: "datum", dataset: of.id, row: at });
  return (
    <>
      {sets.length > 1 && (
        <label className={css.row} htmlFor={`${id}-set`}>
          <span className="sr-only">{t("dataset")}</span>
          <select
            id={`${id}-set`}
            className={css.select}
            value={dataset.id}
            data-testid="bench-dataset"
            onChange={({ currentTarget: { value } }) => {
              const chosen = sets.find((one) => one.id === value);
              if (chosen) put(chosen, firstUnseen(chosen));
            }}
          >
            {sets.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className={css.row}>
        <Button
          data-testid="bench-another"
          onClick={() => put(dataset, randomRow(dataset, null, null))}
        >
          <Dices /> {t("another")}
        </Button>
        <label className="sr-only" htmlFor={`${id}-class`}>
          {t("class")}
        </label>
        <select
          id={`${id}-class`}
          className={css.select}
          value=""
          disabled={!labels}
          data-testid="bench-class"
          onChange={({ currentTarget: { value } }) =>
            put(dataset, randomRow(dataset, labels, Number(value)))
          }
        >
          <option value="" disabled>
            {t("class")}
          </option>
          {classNames(dataset).map((name, index) => (
            <option key={name} value={index}>
              {t("anotherOf", { label: name })}
            </option>
          ))}
        </select>
      </div>
      {row !== null && (
        <p className={css.note} data-testid="bench-datum">
          {t("datum", { label, row: row + 1, data: dataset.name })}
        </p>
      )}
      {dataset.id !== room.dataset.id && <p className={css.note}>{t("otherData")}</p>}
    </>
  );
}

function datasetsOf(cards: SourceProps["cards"]): Dataset[] {
  return [...new Map(cards.map(({ dataset }) => [dataset.id, dataset])).values()];
}

/** Held out of training, where the data set has such. */
function firstUnseen({ shown: { train, validation, heldOut } }: Dataset): number {
  return heldOut > 0 ? train + validation : 0;
}

function randomRow(dataset: Dataset, labels: Uint8Array | null, label: number | null): number {
  const count = embeddingCount({ dataset });
  const from = firstUnseen(dataset);
  const rows = Array.from({ length: count - from }, (_, i) => from + i).filter(
    (row) => label === null || labels?.[row] === label,
  );
  return rows[Math.floor(Math.random() * rows.length)] ?? from;
}
