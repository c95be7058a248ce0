"use client";

import { ArrowDownWideNarrow, Axis3d, ChartBellCurve, Dices, LocateFixed } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { isStandard } from "../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { classNames } from "../../colouring/data-words.ts";
import { usePosteriorView } from "../../posterior/posterior-view.ts";
import { useExplorer } from "../../store.ts";
import { goToOrigin, goToRandom } from "../../travel.ts";
import { useUi } from "../ui-state.ts";
import { ClassRow } from "./class-row.tsx";
import { ComponentRows } from "./component-rows.tsx";
import { DimensionRows } from "./dimension-rows.tsx";
import { PAGE } from "./slider-order.ts";
import css from "./sliders.module.css";

/** The own latent as sliders, along its dimensions or along the data's components, and two ways to jump. */
export function Sliders() {
  const t = useTranslations("sliders");
  const card = useExplorer((s) => s.card);
  const sorted = useUi((s) => s.sortByActivity);
  const components = useUi((s) => s.componentSliders);
  const curves = usePosteriorView((s) => s.curves);
  if (!card) return null;
  const hasKl = card.klPerDimension.length > 0;
  const byActivity = sorted ?? card.latentDim > PAGE;
  const along = components && card.latentDim > 3;
  const ruler = (
    <div className={css.head} aria-hidden="true">
      <span className={css.nats}>{headWord(card, along, t)}</span>
      <div className={css.ruler}>
        <span>−4</span>
        <span>−2</span>
        <span>0</span>
        <span>2</span>
        <span>4 σ</span>
      </div>
    </div>
  );
  return (
    <div className={css.sliders}>
      <div className={css.actions}>
        <Button
          onClick={goToRandom}
          title={t(isStandard(card) ? "randomHint" : "randomDataHint")}
          data-testid="random"
        >
          <Dices /> {t("random")}
        </Button>
        <Button onClick={goToOrigin} title={t("originHint")} data-testid="origin">
          <LocateFixed /> {t("origin")}
        </Button>
        <IconButton
          label={t("curves")}
          aria-pressed={curves}
          onClick={() => usePosteriorView.setState({ curves: !curves })}
          data-testid="curves-beside-sliders"
        >
          <ChartBellCurve />
        </IconButton>
        {card.latentDim > 3 && (
          <IconButton
            label={t("components")}
            aria-pressed={along}
            onClick={() => useUi.setState({ componentSliders: !along })}
            data-testid="axes-components"
          >
            <Axis3d />
          </IconButton>
        )}
        {!along && (hasKl || mayVary(card)) && (
          <IconButton
            label={t(hasKl ? "sort" : "sortSpread")}
            aria-pressed={byActivity}
            onClick={() => useUi.setState({ sortByActivity: !byActivity })}
            data-testid="sort-sliders"
          >
            <ArrowDownWideNarrow />
          </IconButton>
        )}
      </div>
      {card.condition && <ClassRow condition={card.condition} names={classNames(card.dataset)} />}
      {along ? (
        <ComponentRows card={card} ruler={ruler} />
      ) : (
        <DimensionRows
          key={card.id}
          card={card}
          byActivity={byActivity}
          curves={curves}
          ruler={ruler}
        />
      )}
    </div>
  );
}

/** Whether its dimensions are known, or will be, to differ in width. */
const mayVary = ({ imported, latentDim }: ModelCard) =>
  imported?.latents !== "prior" && latentDim > 3;

function headWord(
  card: ModelCard,
  along: boolean,
  t: ReturnType<typeof useTranslations<"sliders">>,
): string {
  if (along) return t("ofVariance");
  if (card.klPerDimension.length > 0) return t("nats");
  return mayVary(card) ? t("width") : "";
}
