"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { useCardWords } from "../_i18n/use-card-words.ts";
import { Button } from "../_ui/button.tsx";
import { ModelPreview } from "./preview/model-preview.tsx";
import css from "./start-here.module.css";

/** The one thing to press for whoever has never been here. */
export function StartHere({
  card,
  onChoose,
}: {
  card: ModelCard | undefined;
  onChoose: () => void;
}) {
  const t = useTranslations("lobby.startHere");
  const wordsOf = useCardWords();
  return (
    <div className={css.start}>
      <div className={css.words}>
        <Button
          tone="primary"
          className={css.button ?? ""}
          disabled={!card}
          onClick={onChoose}
          data-testid="start-here"
        >
          {t("button")} <ArrowRight />
        </Button>
        <p className={css.with}>
          {card && t.rich("with", { title: wordsOf(card).title, b: (title) => <b>{title}</b> })}{" "}
          <a href="#models-title">{t("others")}</a>, <a href="#group-brought">{t("own")}</a>.
        </p>
      </div>
      {card && (
        <div className={css.preview}>
          <ModelPreview card={card} />
        </div>
      )}
    </div>
  );
}
