"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useCardWords } from "../../_i18n/use-card-words.ts";
import { Button } from "../../_ui/button.tsx";
import type { Models } from "../api.ts";
import { BringYourOwn } from "../bring/bring-your-own.tsx";
import type { Opening } from "../create-room-dialog.tsx";
import type { Loaded } from "../use-loaded.ts";
import { datasetsOf, EVERYTHING, filterModels } from "./filter-models.ts";
import css from "./gallery.module.css";
import { GalleryFilter } from "./gallery-filter.tsx";
import { type AnyCard, type GroupId, groupModels, hostOf } from "./groups.ts";
import { ModelCard, ModelCardSkeleton } from "./model-card.tsx";
import { RestorerCard } from "./restorer-card.tsx";

interface GalleryProps {
  models: Loaded<Models>;
  onRetry: () => void;
  /** Asks for a room's name. */
  onOpen: (opening: Opening) => void;
}

/** All models of this server. */
export function Gallery({ models, onRetry, onOpen }: GalleryProps) {
  const t = useTranslations("models");
  const common = useTranslations("common");
  if (models.state === "failed") {
    return (
      <div className={css.message} role="alert">
        <h3>{t("failed.title")}</h3>
        <p>
          {models.message} {t("failed.hint")}
        </p>
        <Button tone="primary" onClick={onRetry}>
          {common("retry")}
        </Button>
      </div>
    );
  }
  if (models.state === "loading") {
    return (
      <div className={css.grid} aria-busy="true">
        {[0, 1, 2, 3].map((i) => (
          <ModelCardSkeleton key={i} />
        ))}
      </div>
    );
  }
  if (models.value.models.length === 0) {
    return (
      <div className={css.groups}>
        <div className={css.message}>
          <h3>{t("none.title")}</h3>
          <p>{t("none.text")}</p>
        </div>
        <section aria-labelledby="group-brought">
          <GroupHead id="brought" />
          <BringYourOwn />
        </section>
      </div>
    );
  }
  return <Groups {...models.value} onOpen={onOpen} />;
}

function GroupHead({ id }: { id: GroupId }) {
  const kinds = useTranslations("kinds");
  const bring = useTranslations("lobby.bring");
  return (
    <header className={css.head}>
      <h3 id={`group-${id}`}>{id === "brought" ? bring("title") : kinds(`${id}.title`)}</h3>
      <p>{id === "brought" ? bring("text") : kinds(`${id}.text`)}</p>
    </header>
  );
}

/** The models by what they are, those that the filter leaves. */
function Groups({ models, restorers, onOpen }: Models & Pick<GalleryProps, "onOpen">) {
  const t = useTranslations("models");
  const wordsOf = useCardWords();
  const [filter, setFilter] = useState(EVERYTHING);
  const all: readonly AnyCard[] = [...models, ...restorers];
  const textOf = (card: AnyCard) => {
    const { title, summary } = wordsOf(card);
    return `${card.id} ${title} ${summary} ${card.dataset.name}`;
  };
  // Grouped before they are filtered: what a model is does not change with what one looks for.
  const isWhole = filter.dataset === null && filter.words.trim() === "";
  const groups = [...groupModels(all)]
    .map(([id, cards]) => ({ id, cards: filterModels(cards, filter, textOf) }))
    .filter(({ id, cards }) => cards.length > 0 || (id === "brought" && isWhole));
  return (
    <div className={css.groups}>
      <GalleryFilter datasets={datasetsOf(all)} filter={filter} onChange={setFilter} />
      {groups.map(({ id, cards }) => {
        const shown = cards.map((card) =>
          card.kind === "super-resolution" ? (
            <RestorerCard key={card.id} card={card} host={hostOf(card, models)} onOpen={onOpen} />
          ) : (
            <ModelCard
              key={card.id}
              card={card}
              compared={id === "losses"}
              wide={id === "featured"}
              onChoose={() => onOpen({ card })}
            />
          ),
        );
        return (
          <section key={id} aria-labelledby={`group-${id}`} data-testid={`group-${id}`}>
            <GroupHead id={id} />
            {id === "brought" && isWhole ? (
              <BringYourOwn>{shown.length > 0 ? shown : undefined}</BringYourOwn>
            ) : (
              <div className={id === "featured" ? undefined : css.grid}>{shown}</div>
            )}
          </section>
        );
      })}
      {groups.length === 0 && <p role="status">{t("filter.nothing")}</p>}
    </div>
  );
}
