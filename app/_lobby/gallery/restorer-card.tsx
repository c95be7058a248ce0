"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl/react";
import type { RestorerCard as Card, ModelCard } from "../../../server/protocol/model-card.ts";
import { FigureTable } from "../../_figures/figure-table.tsx";
import { keyFigures } from "../../_figures/key-figures.ts";
import { useFigureTexts } from "../../_figures/use-figure-texts.ts";
import { useCardWords } from "../../_i18n/use-card-words.ts";
import { Button } from "../../_ui/button.tsx";
import type { Opening } from "../create-room-dialog.tsx";
import css from "./model-card.module.css";

interface RestorerCardProps {
  card: Card;
  /** A model of the same data, in whose room the workbench is opened; without one it can only be read about. */
  host: ModelCard | undefined;
  onOpen: (opening: Opening) => void;
}

/** A model that makes images of images: it has no latent space to walk through, only the workbench. */
export function RestorerCard({ card, host, onOpen }: RestorerCardProps) {
  const t = useTranslations("models");
  const { caption } = useFigureTexts();
  const words = useCardWords()(card);
  const { dataset, factor, imageShape } = card;
  const [height, width] = imageShape;
  const small = { width: Math.round(width / factor), height: Math.round(height / factor) };
  return (
    <article className={css.card}>
      <p className={css.enlarged} aria-hidden="true">
        <span>{t("pixels", small)}</span>
        <ArrowRight />
        <strong>{t("pixels", { width, height })}</strong>
      </p>
      <div className={css.body}>
        <header>
          <h4 className={css.title}>{words.title}</h4>
          <p className={css.quiet}>{t("factor", { factor, data: dataset.name })}</p>
        </header>
        <p className={css.summary}>{words.summary}</p>
        <FigureTable brief rows={keyFigures(card)} caption={caption(card)} />
        <footer className={css.foot}>
          <Link className={css.about} href={`/model/${card.id}`} data-testid={`about-${card.id}`}>
            {t("about")}
          </Link>
          {host && (
            <Button
              tone="primary"
              className={css.choose ?? ""}
              data-testid={`model-${card.id}`}
              onClick={() => onOpen({ card: host, bench: card.id })}
            >
              {t("bench")} <ArrowRight />
            </Button>
          )}
        </footer>
      </div>
    </article>
  );
}
