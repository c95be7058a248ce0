"use client";

import { useTranslations } from "use-intl/react";
import { selectedFullPath } from "../../saved.ts";
import { useExplorer } from "../../store.ts";
import { usePathEditing } from "../paths/path-editing.ts";
import { FilmStrip } from "./film-strip.tsx";
import css from "./path-dock.module.css";
import { Scrubber } from "./scrubber.tsx";
import { Transport } from "./transport.tsx";
import { scrubTo } from "./transport-commands.ts";

/** The film of the selected path with its transport, or of the path being edited as it changes. */
export function PathDock() {
  const t = useTranslations("playback");
  const draft = usePathEditing((s) => s.draft);
  const path = useExplorer((s) => s.paths.find(({ id }) => id === s.selectedPath));
  const stops = useExplorer((s) => selectedFullPath(s)?.stops);
  if (draft) {
    if (draft.stops.length < 2) return null;
    return (
      <section className={css.dock} data-dock aria-label={t("previewTitle")}>
        <p className={css.note}>{t("preview")}</p>
        <FilmStrip stops={draft.stops} interpolation={draft.interpolation} />
      </section>
    );
  }
  if (!path) return null;
  return (
    <section className={css.dock} data-dock aria-label={t("title", { name: path.name })}>
      <Transport path={path} />
      {path.stale ? (
        <p className={css.note}>{t("staleNote")}</p>
      ) : (
        stops && (
          <FilmStrip stops={stops} interpolation={path.interpolation}>
            <Scrubber
              pathId={path.id}
              seconds={path.seconds}
              onScrub={(at) => scrubTo(path.id, at)}
            />
          </FilmStrip>
        )
      )}
    </section>
  );
}
