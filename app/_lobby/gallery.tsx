"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ModelCard as Card } from "../../server/protocol/model-card.ts";
import { Button } from "../_ui/button.tsx";
import type { Models } from "./api.ts";
import { CreateRoomDialog } from "./create-room-dialog.tsx";
import css from "./gallery.module.css";
import { ModelCard, ModelCardSkeleton } from "./model-card.tsx";
import type { Loaded } from "./use-loaded.ts";

interface GalleryProps {
  models: Loaded<Models>;
  onRetry: () => void;
}

/** All models of this server; choosing one asks for the room's name. */
export function Gallery({ models, onRetry }: GalleryProps) {
  const t = useTranslations("models");
  const common = useTranslations("common");
  const [chosen, setChosen] = useState<Card | null>(null);
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
  if (models.state === "ready" && models.value.models.length === 0) {
    return (
      <div className={css.message}>
        <h3>{t("none.title")}</h3>
        <p>{t.rich("none.text", { code: (command) => <code>{command}</code> })}</p>
      </div>
    );
  }
  return (
    <div className={css.grid} aria-busy={models.state === "loading"}>
      {models.state === "ready"
        ? models.value.models.map((card) => (
            <ModelCard key={card.id} card={card} onChoose={() => setChosen(card)} />
          ))
        : [0, 1, 2].map((i) => <ModelCardSkeleton key={i} />)}
      {chosen && <CreateRoomDialog card={chosen} onClose={() => setChosen(null)} />}
    </div>
  );
}
