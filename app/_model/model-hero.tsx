"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { useCardWords } from "../_i18n/use-card-words.ts";
import { type AnyCard, groupOfKind, isLatent } from "../_lobby/gallery/groups.ts";
import { ModelPreview } from "../_lobby/preview/model-preview.tsx";
import { Button } from "../_ui/button.tsx";
import css from "./model-page.module.css";

/** What it is, in words and pictures, and the way into a room. */
export function ModelHero({ card, onOpen }: { card: AnyCard; onOpen: (() => void) | undefined }) {
  const t = useTranslations("models");
  const kinds = useTranslations("kinds");
  const { title, summary } = useCardWords()(card);
  const data = card.dataset.name;
  const kind = groupOfKind(card.kind);
  return (
    <div className={css.hero}>
      <section>
        <p className={css.kind}>{kinds(`${kind}.title`)}</p>
        <h1>{title}</h1>
        <p className={css.quiet}>
          {isLatent(card)
            ? t("size", { dimensions: card.latentDim, data })
            : t("factor", { factor: card.factor, data })}
        </p>
        <p className={css.lead}>{summary}</p>
        <p className={css.quiet}>{kinds(`${kind}.text`)}</p>
        {onOpen && (
          <Button
            tone="primary"
            className={css.open ?? ""}
            onClick={onOpen}
            data-testid="open-model-room"
          >
            {t(isLatent(card) ? "open" : "bench")} <ArrowRight />
          </Button>
        )}
      </section>
      {isLatent(card) && (
        <div className={css.preview}>
          <ModelPreview card={card} />
        </div>
      )}
    </div>
  );
}
