"use client";

import { useTranslations } from "use-intl/react";
import { LanguageSwitch } from "../../../_i18n/language-switch.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import { ThemeToggle } from "../../../_ui/theme-toggle.tsx";
import { Shown } from "../../page-options/shown.tsx";
import { EngineBadge, StatsToggle } from "../top-bar/top-bar.tsx";
import { closeDialog } from "../ui-state.ts";
import css from "./help-dialog.module.css";

const POINTER = ["turn", "zoom", "fly", "move"] as const;

const KEYS = [
  ["B", "save"],
  ["W A S D Q E", "move"],
  ["I J K L", "turn"],
  ["+ −", "zoom"],
  ["R", "all"],
  ["N", "random"],
  ["O", "origin"],
  ["Space", "play"],
  ["C", "copy"],
  ["← → PgUp PgDn", "tour"],
  ["H", "panels"],
  ["?", "help"],
  ["Esc", "close"],
] as const;

/** With the focus on the scene. */
const WALK = [
  ["Alt ← → ↑ ↓", "step"],
  ["[ ]", "person"],
  ["Enter", "there"],
  ["V", "where"],
] as const;

/** What one can do here; on a small screen also what the bar has no room for. */
export function HelpDialog({ compact }: { compact: boolean }) {
  const t = useTranslations("help");
  return (
    <Dialog title={t("title")} onClose={closeDialog}>
      <p className={css.lead}>{t("lead")}</p>
      {compact && (
        <div className={css.tools}>
          <EngineBadge />
          <StatsToggle />
          <Shown part="theme">
            <ThemeToggle />
          </Shown>
          <Shown part="language">
            <LanguageSwitch />
          </Shown>
        </div>
      )}
      <List rows={POINTER.map((id) => [t(`pointer.${id}.how`), t(`pointer.${id}.what`)])} />
      <List
        rows={KEYS.map(([key, id]) => [key === "Space" ? t("space") : key, t(`keys.${id}`)])}
        keys
      />
      <h3 className={css.heading}>{t("walk.title")}</h3>
      <p className={css.lead}>{t("walk.lead")}</p>
      <List rows={WALK.map(([key, id]) => [key, t(`walk.${id}`)])} keys />
    </Dialog>
  );
}

function List({
  rows,
  keys = false,
}: {
  rows: readonly (readonly [string, string])[];
  keys?: boolean;
}) {
  return (
    <dl className={css.list}>
      {rows.map(([how, what]) => (
        <div key={how} className={css.row}>
          <dt>{keys ? <kbd className={css.key}>{how}</kbd> : how}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
