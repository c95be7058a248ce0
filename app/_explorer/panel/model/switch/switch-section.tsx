"use client";

import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import { useCardWords } from "../../../../_i18n/use-card-words.ts";
import { Button } from "../../../../_ui/button.tsx";
import { askModels, useModels, useSiblings } from "../../../models.ts";
import { mayHost } from "../../../right.ts";
import { useKind } from "../../../scene/beside/use-kind.ts";
import { useExplorer } from "../../../store.ts";
import { switchModel, useSwitching } from "../../../switch/switch-model.ts";
import { useTask } from "../../../task-state.ts";
import css from "./switch-section.module.css";

/** The models of the room's data; a host takes the room, with everyone, to another. */
export function SwitchSection({ card: room }: { card: ModelCard }) {
  const t = useTranslations("switch");
  const common = useTranslations("common");
  const isHost = useExplorer(mayHost);
  const ends = useTask((s) => s.task !== null) && isHost;
  const siblings = useSiblings();
  const fault = useModels((s) => s.fault);
  if (fault)
    return (
      <p role="alert">
        {t("failed")} {fault} <Button onClick={() => void askModels()}>{common("retry")}</Button>
      </p>
    );
  return (
    <div className={css.section} aria-busy={!siblings}>
      <p>{t(isHost ? "about" : "hostsOnly")}</p>
      {ends && <p className={css.warning}>{t("endsTask")}</p>}
      <ul>
        {siblings?.map((card) => (
          <Row key={card.id} card={card} current={card.id === room.id} isHost={isHost} />
        ))}
      </ul>
      {siblings?.length === 1 && <p>{t("alone")}</p>}
    </div>
  );
}

interface RowProps {
  card: ModelCard;
  current: boolean;
  isHost: boolean;
}

function Row({ card, current, isHost }: RowProps) {
  const t = useTranslations("switch");
  const kind = useKind();
  const { title } = useCardWords()(card);
  const to = useSwitching((s) => s.to);
  return (
    <li className={css.row} data-testid={`model-${card.id}`} aria-current={current || undefined}>
      <span className={css.texts}>
        <strong>{title}</strong>
        <small>{kind(card)}</small>
        <small>{figuresOf(card, t)}</small>
      </span>
      {current ? (
        <span className={css.here}>{t("here")}</span>
      ) : to === card.id ? (
        <Progress />
      ) : (
        isHost && (
          <Button
            disabled={to !== null}
            aria-label={t("switchTo", { title })}
            data-testid={`switch-${card.id}`}
            onClick={() => void switchModel(card.id)}
          >
            {t("switch")}
          </Button>
        )
      )}
    </li>
  );
}

function Progress() {
  const t = useTranslations("switch");
  const share = useSwitching((s) => s.share);
  return <progress className={css.progress} max={1} value={share} aria-label={t("loading")} />;
}

/** One or two figures by which models of the same data are told apart. */
function figuresOf(
  { metrics }: ModelCard,
  t: ReturnType<typeof useTranslations<"switch">>,
): string {
  const { psnr, knn10 } = metrics;
  const parts = [];
  if (psnr !== undefined) parts.push(t("psnr", { value: fixed(psnr, 1) }));
  if (knn10 !== undefined) parts.push(t("knn10", { value: fixed(knn10, 3) }));
  return parts.join(" · ");
}
