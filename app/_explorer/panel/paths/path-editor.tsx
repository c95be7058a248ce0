"use client";

import { ArrowLeft, MapPinPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import {
  BOOKMARK_NAME_MAX_CHARS,
  PATH_MAX_SECONDS,
  PATH_MIN_SECONDS,
} from "../../../../server/protocol/limits.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { Field } from "../../../_ui/field.tsx";
import { InterpolationChoice } from "./interpolation-choice.tsx";
import { addStop, clampSeconds, type Draft } from "./path-draft.ts";
import { changeDraft, currentPlace, saveDraft, stopEditing } from "./path-editing.ts";
import css from "./path-editor.module.css";
import { PlacePicker } from "./place-picker.tsx";
import { StopList } from "./stop-list.tsx";

/** Makes or changes a path: its stops in order, how it runs between them, how long. */
export function PathEditor({ draft }: { draft: Draft }) {
  const t = useTranslations("paths.editor");
  const [busy, setBusy] = useState(false);
  const { id, name, seconds, stops, interpolation } = draft;
  const missing = 2 - stops.length;
  const save = async () => {
    setBusy(true);
    const saved = await saveDraft(draft);
    if (!saved) setBusy(false);
  };
  return (
    <div className={css.editor}>
      <header className={css.head}>
        <IconButton label={t("back")} onClick={stopEditing}>
          <ArrowLeft />
        </IconButton>
        <h3 className={css.title}>{id ? t("edit") : t("new")}</h3>
      </header>
      <div className={css.fields}>
        <Field
          label={t("name")}
          value={name}
          prefilled
          // Only a new path's name is a suggestion that one wants to replace at once.
          autoFocus={id === null}
          maxLength={BOOKMARK_NAME_MAX_CHARS}
          onChange={(event) => changeDraft((d) => ({ ...d, name: event.target.value }))}
          data-testid="path-name"
        />
        <Field
          label={t("seconds")}
          type="number"
          className={css.seconds ?? ""}
          min={PATH_MIN_SECONDS}
          max={PATH_MAX_SECONDS}
          value={Number.isNaN(seconds) ? "" : seconds}
          onChange={(event) => changeDraft((d) => ({ ...d, seconds: event.target.valueAsNumber }))}
          onBlur={() => changeDraft((d) => ({ ...d, seconds: clampSeconds(d.seconds) }))}
          data-testid="path-seconds"
        />
      </div>
      <InterpolationChoice
        value={interpolation}
        onChange={(next) => changeDraft((d) => ({ ...d, interpolation: next }))}
      />
      <StopList stops={stops} />
      <Button
        onClick={() => changeDraft((d) => addStop(d, currentPlace(d.stops.length + 1)))}
        data-testid="add-current"
      >
        <MapPinPlus /> {t("here")}
      </Button>
      <PlacePicker />
      <Button
        tone="primary"
        disabled={busy || missing > 0 || !name.trim()}
        onClick={() => void save()}
        data-testid="save-path"
      >
        {missing > 0 ? t("missing", { count: missing }) : t(id ? "save" : "create")}
      </Button>
    </div>
  );
}
