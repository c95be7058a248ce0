"use client";

import { type MouseEvent, type PointerEvent, useState } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { quantileSteps } from "../../../../../server/latent/map/normal-quantile.ts";
import { hasPrior } from "../../../../../server/protocol/card-shape.ts";
import { QUANTILES, quantilesAddress } from "../../../../../server/protocol/map-address.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { goTo } from "../../../travel.ts";
import css from "./quantile-dialog.module.css";

/** z of each column from the left, and of each row from below. */
const STEPS = quantileSteps(QUANTILES);
/** Columns and rows that are named: the outermost, and some between, the same on both sides of the middle. */
const NAMED = [0, 3, 7, 12, 16, 19];
const CENTRE = QUANTILES / 2;

interface Cell {
  column: number;
  /** From below. */
  row: number;
}

/**
 * A latent space of two dimensions with the prior's mass spread evenly: a sheet of its own rather than a bent scatter, in
 * which no distance would be true. One decode for all who ever open it.
 */
export function QuantileDialog({ card, onClose }: { card: ModelCard; onClose: () => void }) {
  const t = useTranslations("map.quantiles");
  const common = useTranslations("common");
  const format = useFormatter();
  const [cell, setCell] = useState<Cell | null>(null);
  const [state, setState] = useState<"loading" | "here" | "failed">("loading");
  const [tries, setTries] = useState(0);
  const sigma = (index: number) => format.number(STEPS[index] ?? 0, DIGITS).replace("-", "−");
  const go = (to: Cell) => {
    goTo([STEPS[to.column] ?? 0, STEPS[to.row] ?? 0]);
    onClose();
  };
  const move = (by: Cell) =>
    setCell((now) => {
      const { column, row } = now ?? { column: CENTRE, row: CENTRE };
      const within = (value: number) => Math.min(QUANTILES - 1, Math.max(0, value));
      return now
        ? { column: within(column + by.column), row: within(row + by.row) }
        : { column, row };
    });
  const share = format.number(100 / QUANTILES ** 2, { maximumFractionDigits: 3 });
  return (
    <Dialog title={t("title")} onClose={onClose} wide>
      <p className={css.about}>{t("about", { count: QUANTILES, share })}</p>
      {!hasPrior(card) && <p className={css.about}>{t("noPrior")}</p>}
      <div className={css.sheet}>
        <Marks kind="up" word={t("up")} of={(i) => sigma(i)} />
        <button
          type="button"
          className={css.picture}
          aria-label={t("picture")}
          aria-describedby="quantile-place"
          data-testid="quantile-sheet"
          data-state={state}
          onPointerMove={(event) => setCell(cellAt(event))}
          onClick={(event) => {
            // By keyboard a press has no place of its own.
            const to = event.detail === 0 ? cell : cellAt(event);
            if (to) go(to);
          }}
          onKeyDown={(event) => {
            const by = ARROWS[event.key];
            if (!by) return;
            event.preventDefault();
            move(by);
          }}
        >
          {/* biome-ignore lint/performance/noImgElement: its bytes are final, there is nothing to optimise. */}
          <img
            key={tries}
            src={quantilesAddress(card)}
            alt=""
            draggable={false}
            onLoad={() => setState("here")}
            onError={() => setState("failed")}
          />
          {cell && state === "here" && (
            <span
              className={css.cell}
              style={{ left: percent(cell.column), bottom: percent(cell.row) }}
            />
          )}
        </button>
        <Marks kind="across" word={t("across")} of={(i) => sigma(i)} />
        <Marks
          kind="mass"
          word={t("mass")}
          of={(i) =>
            format.number((i + 0.5) / QUANTILES, { style: "percent", maximumFractionDigits: 1 })
          }
        />
      </div>
      {state === "failed" && (
        <p className={css.fault} role="alert">
          {t("fault")}
          <Button
            onClick={() => {
              setState("loading");
              setTries(tries + 1);
            }}
          >
            {common("retry")}
          </Button>
        </p>
      )}
      <p className={css.place} id="quantile-place" role="status" data-testid="quantile-place">
        {cell ? t("here", { across: sigma(cell.column), up: sigma(cell.row) }) : t("hint")}
      </p>
    </Dialog>
  );
}

const DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

const ARROWS: Readonly<Record<string, Cell>> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowDown: { column: 0, row: -1 },
  ArrowUp: { column: 0, row: 1 },
};

const percent = (index: number) => `${(100 * index) / QUANTILES}%`;

function cellAt({ clientX, clientY, currentTarget }: PointerEvent | MouseEvent): Cell {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const index = (share: number) =>
    Math.min(QUANTILES - 1, Math.max(0, Math.floor(share * QUANTILES)));
  return {
    column: index((clientX - left) / width),
    row: index(1 - (clientY - top) / height),
  };
}

/** Numbers at the middles of some columns or rows. */
function Marks(props: {
  kind: "across" | "up" | "mass";
  word: string;
  of: (index: number) => string;
}) {
  const { kind, word, of } = props;
  return (
    <div className={css.marks} data-kind={kind} aria-hidden="true">
      {NAMED.map((i) => (
        <span
          key={i}
          style={{ [kind === "up" ? "bottom" : "left"]: `${(100 * (i + 0.5)) / QUANTILES}%` }}
        >
          {of(i)}
        </span>
      ))}
      <em>{word}</em>
    </div>
  );
}
