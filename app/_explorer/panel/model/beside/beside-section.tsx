"use client";

import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { useCardWords } from "../../../../_i18n/use-card-words.ts";
import { Button } from "../../../../_ui/button.tsx";
import { useBeside } from "../../../beside/beside.ts";
import { showBeside } from "../../../connection/host-commands.ts";
import { askModels, useModels, useSiblings } from "../../../models.ts";
import { useKind } from "../../../scene/beside/use-kind.ts";
import { useExplorer } from "../../../store.ts";
import css from "./beside-section.module.css";
import { CompareFigures } from "./compare-figures.tsx";

/** Which model stands beside the room's, chosen by a host for all, and the figures of both. */
export function BesideSection({ card }: { card: ModelCard }) {
  const t = useTranslations("beside");
  const isHost = useExplorer((s) => s.right === "host");
  const second = useBeside((s) => s.card);
  return (
    <div className={css.section}>
      <p className={css.quiet}>{t("about")}</p>
      {second && <CompareFigures room={card} beside={second} />}
      {isHost ? <Choice room={card} chosen={second} /> : <p>{t("hostsOnly")}</p>}
    </div>
  );
}

function Choice({ room, chosen }: { room: ModelCard; chosen: ModelCard | null }) {
  const t = useTranslations("beside");
  const words = useCardWords();
  const kind = useKind();
  const siblings = useSiblings();
  const fault = useModels((s) => s.fault);
  const common = useTranslations("common");
  if (fault)
    return (
      <p role="alert">
        {t("failed")} {fault} <Button onClick={() => void askModels()}>{common("retry")}</Button>
      </p>
    );
  const others = siblings?.filter(({ id }) => id !== room.id);
  if (others?.length === 0) return <p>{t("alone")}</p>;
  return (
    <fieldset className={css.choice} aria-busy={!others}>
      <legend className="sr-only">{t("choose")}</legend>
      <Option id={null} checked={chosen === null} name={t("none")} />
      {others?.map((card) => (
        <Option
          key={card.id}
          id={card.id}
          checked={chosen?.id === card.id}
          name={words(card).title}
          about={kind(card)}
        />
      ))}
    </fieldset>
  );
}

interface OptionProps {
  id: string | null;
  checked: boolean;
  name: string;
  about?: string;
}

/** What is checked is what the room shows: a press asks for it, and the room's answer checks it. */
function Option({ id, checked, name, about }: OptionProps) {
  return (
    <label className={css.option}>
      <input
        type="radio"
        name="beside"
        checked={checked}
        onChange={() => showBeside(id)}
        data-testid={`beside-${id ?? "none"}`}
      />
      <span>
        {name}
        {about && <small>{about}</small>}
      </span>
    </label>
  );
}
