"use client";

import { Dices } from "lucide-react";
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { DECODE_REQUEST_MAX } from "../../../../../server/protocol/limits.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { useLoaded } from "../../../../_lobby/use-loaded.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Picture } from "../../../../_ui/picture.tsx";
import { classNames } from "../../../colouring/data-words.ts";
import { decodeLatents } from "../../../decode.ts";
import { goTo } from "../../../travel.ts";
import css from "./grid.module.css";
import { styleGrid } from "./style-grid.ts";

const STYLES = 10;

/** Every class in the same ten styles, a style down each column. */
export function Grid({ card }: { card: ModelCard }) {
  const t = useTranslations("grid");
  const common = useTranslations("common");
  const [seed, setSeed] = useState(1);
  const latents = useMemo(() => styleGrid(card, seed, STYLES), [card, seed]);
  const load = useCallback(
    (signal: AbortSignal) => decodeAll(card.id, latents, signal),
    [card, latents],
  );
  const [images, retry] = useLoaded(load);
  return (
    <div className={css.section}>
      <p className={css.quiet}>{t("text")}</p>
      <Button onClick={() => setSeed((before) => before + 1)} data-testid="roll-styles">
        <Dices /> {t("roll")}
      </Button>
      {images.state === "failed" && (
        <p role="alert">
          {images.message} <Button onClick={retry}>{common("retry")}</Button>
        </p>
      )}
      <Cells
        card={card}
        latents={latents}
        images={images.state === "ready" ? images.value : null}
      />
    </div>
  );
}

interface CellsProps {
  card: ModelCard;
  latents: readonly Float32Array[];
  /** Null while they are on their way. */
  images: readonly Uint8Array[] | null;
}

/** One stop for the Tab key; arrows go through the cells. */
function Cells({ card, latents, images }: CellsProps) {
  const t = useTranslations("grid");
  const [at, setAt] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: STYLES, ArrowUp: -STYLES }[event.key];
    const next = at + (step ?? 0);
    if (step === undefined || next < 0 || next >= latents.length) return;
    // Else the cursor in the cloud would walk, too.
    event.preventDefault();
    event.stopPropagation();
    setAt(next);
    table.current?.querySelectorAll("button")[next]?.focus();
  };
  return (
    <table ref={table} className={css.grid} aria-label={t("label")} onKeyDown={onKeyDown}>
      <tbody>
        {classNames(card.dataset).map((name, label) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {latents.slice(label * STYLES, (label + 1) * STYLES).map((z, style) => {
              const cell = label * STYLES + style;
              return (
                <td key={cell}>
                  <button
                    type="button"
                    tabIndex={cell === at ? 0 : -1}
                    aria-label={t("fly", { name, style: style + 1 })}
                    onFocus={() => setAt(cell)}
                    onClick={() => goTo(z)}
                    data-testid={`cell-${label}-${style}`}
                  >
                    <Picture pixels={images?.[cell] ?? null} shape={card.imageShape} />
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Ten classes in one batch; more in several. */
async function decodeAll(
  modelId: string,
  latents: readonly Float32Array[],
  signal: AbortSignal,
): Promise<Uint8Array[]> {
  const batches: Promise<Uint8Array[]>[] = [];
  for (let from = 0; from < latents.length; from += DECODE_REQUEST_MAX)
    batches.push(decodeLatents(modelId, latents.slice(from, from + DECODE_REQUEST_MAX), signal));
  return (await Promise.all(batches)).flat();
}
