"use client";

import { useState } from "react";
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
  const [chosen, setChosen] = useState<Card | null>(null);
  if (models.state === "failed") {
    return (
      <div className={css.message} role="alert">
        <h3>The models could not be loaded</h3>
        <p>{models.message} Check that the server runs and that you are on its network.</p>
        <Button tone="primary" onClick={onRetry}>
          Try again
        </Button>
      </div>
    );
  }
  if (models.state === "ready" && models.value.models.length === 0) {
    return (
      <div className={css.message}>
        <h3>This server has no models yet</h3>
        <p>
          Whoever runs it can train one with <code>npm run train</code>; it appears here after a
          restart.
        </p>
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
