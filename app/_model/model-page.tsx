"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { hasCodes, hasPictures } from "../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { figureRows } from "../_figures/compare.ts";
import { FigureTable } from "../_figures/figure-table.tsx";
import { useFigureTexts } from "../_figures/use-figure-texts.ts";
import { LanguageSwitch } from "../_i18n/language-switch.tsx";
import { CreateRoomDialog } from "../_lobby/create-room-dialog.tsx";
import { type AnyCard, isLatent } from "../_lobby/gallery/groups.ts";
import { Logo } from "../_ui/logo.tsx";
import { ThemeToggle } from "../_ui/theme-toggle.tsx";
import { WhenSeen } from "../_ui/when-seen.tsx";
import { ConfusionSection } from "./confusion/confusion-section.tsx";
import { CurveSection } from "./curve/curve-section.tsx";
import { DataFacts } from "./data-facts.tsx";
import { ExtremesSection } from "./extremes/extremes-section.tsx";
import { ImportedFacts } from "./imported-facts.tsx";
import { ModelHero } from "./model-hero.tsx";
import css from "./model-page.module.css";
import { PageSection } from "./page-section.tsx";
import { RetrainCommand } from "./retrain-command.tsx";
import { TrainingFacts } from "./training-facts.tsx";

interface ModelPageProps {
  card: AnyCard;
  /** In whose room it is shown; undefined where there is none. */
  host: ModelCard | undefined;
  /** Its losses were kept epoch by epoch. */
  hasCurve: boolean;
}

/** What one model is, how it was made, how good it is, and what it does worst. The words and figures need no script. */
export function ModelPage({ card, host, hasCurve }: ModelPageProps) {
  const t = useTranslations("modelPage");
  const { caption } = useFigureTexts();
  const [opening, setOpening] = useState(false);
  const models = useTranslations("models");
  const { dataset } = card;
  const figures = figureRows(card);
  const imported = isLatent(card) ? card.imported : undefined;
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <Logo />
        <div className={css.tools}>
          <LanguageSwitch />
          <ThemeToggle />
        </div>
      </header>
      <main className={css.main}>
        <ModelHero card={card} onOpen={host && (() => setOpening(true))} />
        <PageSection id="figures" title={t("figures.title")}>
          {figures.length > 0 ? (
            <FigureTable explained rows={figures} caption={caption(card)} />
          ) : (
            <p className={css.quiet}>{models("unmeasured")}</p>
          )}
        </PageSection>
        {imported && (
          <PageSection id="imported" title={t("imported.title")}>
            <ImportedFacts imported={imported} parameters={card.parameters} />
          </PageSection>
        )}
        {!imported && (
          <PageSection id="training" title={t("training.title")}>
            <TrainingFacts card={card} />
            {hasCurve ? (
              <WhenSeen minHeight={280}>
                <CurveSection card={card} />
              </WhenSeen>
            ) : (
              card.training &&
              card.training.epochs > 0 && <p className={css.quiet}>{t("curve.none")}</p>
            )}
          </PageSection>
        )}
        {isLatent(card) && hasPictures(card) && (
          <PageSection id="extremes" title={t("extremes.title")}>
            <WhenSeen minHeight={360}>
              <ExtremesSection card={card} />
            </WhenSeen>
          </PageSection>
        )}
        {isLatent(card) && hasCodes(card) && dataset.classNames.length > 1 && (
          <PageSection id="confusion" title={t("confusion.title")}>
            <WhenSeen minHeight={420}>
              <ConfusionSection card={card} />
            </WhenSeen>
          </PageSection>
        )}
        <PageSection id="data" title={t("data.title")}>
          <DataFacts card={card} />
        </PageSection>
        {card.training && (
          <PageSection id="retrain" title={t("retrain.title")}>
            <RetrainCommand text={t("retrain.text")} command={card.training.command} />
          </PageSection>
        )}
        {imported && (
          <PageSection id="import-again" title={t("importAgain.title")}>
            <RetrainCommand text={t("importAgain.text")} command={imported.command} />
          </PageSection>
        )}
      </main>
      {opening && host && (
        <CreateRoomDialog
          card={host}
          {...(isLatent(card) ? {} : { bench: card.id })}
          onClose={() => setOpening(false)}
        />
      )}
    </div>
  );
}
