"use client";

import { type KeyboardEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { BOOKMARK_NAME_MAX_CHARS, NOTE_MAX_CHARS } from "../../../../server/protocol/limits.ts";
import type { TourStop } from "../../../../server/protocol/tour.ts";
import { Button } from "../../../_ui/button.tsx";
import { Field } from "../../../_ui/field.tsx";
import { changeTour } from "../../tours/edit-tour.ts";
import { Note } from "./note.tsx";
import css from "./stop-list.module.css";

/** Title and note of a stop; saved when the field is left. */
export function StopEditor({ tourId, stop }: { tourId: string; stop: TourStop }) {
  const t = useTranslations("tours");
  const [title, setTitle] = useState(stop.title);
  const [note, setNote] = useState(stop.note);
  const [preview, setPreview] = useState(false);
  const save = () => {
    const words = { title: title.trim() || stop.title, note };
    if (words.title === stop.title && words.note === stop.note) return;
    void changeTour(tourId, ({ name, stops }) => ({
      name,
      stops: stops.map((other) => (other.id === stop.id ? { ...other, ...words } : other)),
    }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  };
  return (
    <div className={css.editor}>
      <Field
        label={t("stopTitle")}
        value={title}
        maxLength={BOOKMARK_NAME_MAX_CHARS}
        data-testid="stop-title"
        onChange={(event) => setTitle(event.target.value)}
        onBlur={save}
      />
      {preview ? (
        <Note text={note} />
      ) : (
        <label className={css.note}>
          <span>{t("note")}</span>
          <textarea
            value={note}
            rows={6}
            maxLength={NOTE_MAX_CHARS}
            placeholder={t("notePlaceholder")}
            data-testid="stop-note"
            onChange={(event) => setNote(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={save}
          />
        </label>
      )}
      <Button tone="quiet" aria-pressed={preview} onClick={() => setPreview(!preview)}>
        {t(preview ? "write" : "preview")}
      </Button>
    </div>
  );
}
