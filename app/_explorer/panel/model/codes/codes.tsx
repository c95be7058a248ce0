"use client";

import { Dices } from "lucide-react";
import { useCallback, useEffect, useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import { useLoaded } from "../../../../_lobby/use-loaded.ts";
import { Button } from "../../../../_ui/button.tsx";
import { rollCodes } from "../../../connection/lesson-commands.ts";
import { useModels, useSiblings } from "../../../models.ts";
import { mayEdit } from "../../../right.ts";
import { useExplorer } from "../../../store.ts";
import { chooseModels } from "./choose-models.ts";
import css from "./codes.module.css";
import { type DrawnCodes, drawCodes } from "./draw-codes.ts";
import { openNearest } from "./open-nearest.ts";
import { CodeStrip } from "./strip.tsx";

/** Random codes three ways, the same for everyone in the room: anywhere, near the data, and from a prior. */
export function Codes({ card }: { card: ModelCard }) {
  const t = useTranslations("codes");
  const siblings = useSiblings();
  const fault = useModels((s) => s.fault);
  if (fault) return <p role="alert">{fault}</p>;
  if (!siblings) return <p>{t("loading")}</p>;
  return <Drawn card={card} siblings={siblings} />;
}

function Drawn({ card, siblings }: { card: ModelCard; siblings: readonly ModelCard[] }) {
  const t = useTranslations("codes");
  const common = useTranslations("common");
  const seed = useExplorer((s) => s.lesson.codes);
  const allowed = useExplorer(mayEdit);
  const models = useMemo(() => chooseModels(card, siblings), [card, siblings]);
  const nearest = useMemo(() => openNearest(), []);
  useEffect(() => nearest.close, [nearest]);
  const load = useCallback(
    (signal: AbortSignal) =>
      drawCodes(models, seed, { dataset: card.dataset, ask: nearest.ask, signal }),
    [models, seed, card, nearest],
  );
  const [drawn, retry] = useLoaded(load);
  return (
    <div className={css.codes}>
      <p className={css.quiet}>{t("text")}</p>
      <Button onClick={rollCodes} disabled={!allowed} data-testid="roll-codes">
        <Dices /> {t("roll")}
      </Button>
      {drawn.state === "loading" && <p role="status">{t("loading")}</p>}
      {drawn.state === "failed" && (
        <p role="alert">
          {drawn.message} <Button onClick={retry}>{common("retry")}</Button>
        </p>
      )}
      {drawn.state === "ready" && <Strips drawn={drawn.value} room={card} />}
      {!models.copier && <p className={css.quiet}>{t("noCopier")}</p>}
      {!models.generator && <p className={css.quiet}>{t("noGenerator")}</p>}
    </div>
  );
}

function Strips({ drawn, room }: { drawn: DrawnCodes; room: ModelCard }) {
  const t = useTranslations("codes");
  const { strips, real, count } = drawn;
  return (
    <>
      {strips.map((strip) => (
        <CodeStrip key={strip.way} strip={strip} room={room} />
      ))}
      <p className={css.quiet}>{t("measure", { count, real: fixed(real, 3) })}</p>
    </>
  );
}
