"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import { useExplorer } from "../../store.ts";
import { closeDialog } from "../ui-state.ts";
import { lessonEntries } from "./lesson-entries.ts";
import css from "./lesson-menu.module.css";

/** What one can do with the lesson, as a list: long for hosts, short for everyone else. */
export function LessonMenu() {
  const t = useTranslations("lesson");
  const state = useExplorer();
  return (
    <Dialog title={t("menu")} onClose={closeDialog}>
      <ul className={css.entries} data-testid="lesson-entries">
        {lessonEntries(state, t).map(({ id, label, icon: Icon, open, danger }) => (
          <li key={id}>
            <Button
              tone={danger ? "danger" : "quiet"}
              className={css.entry ?? ""}
              data-testid={`lesson-${id}`}
              onClick={() => {
                closeDialog();
                open();
              }}
            >
              <Icon aria-hidden="true" /> {label}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
