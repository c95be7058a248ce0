"use client";

import { BookmarkPlus } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { BOOKMARK_NAME_MAX_CHARS } from "../../../../server/protocol/limits.ts";
import { Button } from "../../../_ui/button.tsx";
import { Field } from "../../../_ui/field.tsx";
import { createBookmark } from "../../connection/commands.ts";
import { useExplorer } from "../../store.ts";
import { useUi } from "../ui-state.ts";
import { nextName } from "./place-name.ts";
import css from "./places.module.css";

/** Saves where the own cursor stands, under a name. */
export function NewPlace() {
  const t = useTranslations("places");
  const bookmarks = useExplorer((s) => s.bookmarks);
  const nameFocus = useUi((s) => s.nameFocus);
  const [text, setText] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const name =
    text ??
    nextName(
      t("suggestion"),
      bookmarks.map((bookmark) => bookmark.name),
    );
  useEffect(() => {
    if (nameFocus === 0) return;
    form.current?.querySelector("input")?.select();
    // Spent: mounting again, on the next visit of the tab, must not steal the focus.
    useUi.setState({ nameFocus: 0 });
  }, [nameFocus]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const made = await createBookmark(name);
    setBusy(false);
    if (made) setText(null);
  };
  return (
    <form ref={form} className={css.create} onSubmit={submit}>
      <Field
        bare
        label={t("nameOfNew")}
        prefilled
        value={name}
        maxLength={BOOKMARK_NAME_MAX_CHARS}
        onChange={(event) => setText(event.target.value)}
        data-testid="bookmark-name"
      />
      <Button
        tone="primary"
        type="submit"
        disabled={busy || !name.trim()}
        data-testid="save-bookmark"
      >
        <BookmarkPlus /> {t("save")}
      </Button>
    </form>
  );
}
