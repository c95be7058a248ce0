"use client";

import { Activity, CircleQuestionMark, Cpu, Maximize2, Share2 } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { LanguageSwitch } from "../../../_i18n/language-switch.tsx";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { Logo } from "../../../_ui/logo.tsx";
import { ThemeToggle } from "../../../_ui/theme-toggle.tsx";
import { watchStats } from "../../connection/commands.ts";
import { Shown } from "../../page-options/shown.tsx";
import { useHides, usePageOptions } from "../../page-options/use-page-options.ts";
import { WholePage } from "../../page-options/whole-page.tsx";
import { useExplorer } from "../../store.ts";
import { LessonButton } from "../lesson/lesson-button.tsx";
import { PeopleSummary } from "../people/people-summary.tsx";
import { toggleHelp, togglePanels, useUi } from "../ui-state.ts";
import { ConnectionState } from "./connection-state.tsx";
import { RoomTitle } from "./room-title.tsx";
import css from "./top-bar.module.css";

/** Where one is, with whom, how it is connected and what decodes; the ways to share and to get help. */
export function TopBar({ compact }: { compact: boolean }) {
  const t = useTranslations("topBar");
  const { embed, hide } = usePageOptions();
  if (hide.includes("topbar")) return null;
  return (
    <header className={css.bar}>
      {embed ? <WholePage /> : <Logo small />}
      <RoomTitle />
      <div className={css.tools}>
        {!compact && !embed && <EngineBadge />}
        <ConnectionState compact={compact} />
        <Shown part="people">
          <PeopleSummary compact={compact} />
        </Shown>
        {!compact && (
          <>
            <StatsToggle />
            <Shown part="language">
              <LanguageSwitch />
            </Shown>
            <Shown part="theme">
              <ThemeToggle />
            </Shown>
            <IconButton label={t("hidePanels")} onClick={togglePanels}>
              <Maximize2 />
            </IconButton>
          </>
        )}
        <Shown part="lesson">
          <LessonButton compact={compact} />
        </Shown>
        <Shown part="help">
          <IconButton label={t("help")} data-testid="help" onClick={toggleHelp}>
            <CircleQuestionMark />
          </IconButton>
        </Shown>
        <Shown part="share">
          <Share compact={compact} />
        </Shown>
      </div>
    </header>
  );
}

function Share({ compact }: { compact: boolean }) {
  const t = useTranslations("topBar");
  const open = () => useUi.setState({ dialog: "share" });
  if (compact) {
    return (
      <IconButton label={t("shareRoom")} data-testid="share" onClick={open}>
        <Share2 />
      </IconButton>
    );
  }
  return (
    <Button tone="primary" data-testid="share" onClick={open}>
      <Share2 /> {t("share")}
    </Button>
  );
}

/** Names the decoder in use. */
export function EngineBadge() {
  const t = useTranslations("topBar");
  const engine = useExplorer((s) => s.engine);
  const hides = useHides();
  if (!engine || hides("engine")) return null;
  return (
    <span className={css.engine} title={t("engine")} data-testid="engine-badge">
      <Cpu aria-hidden="true" /> {engine.info.label}
    </span>
  );
}

export function StatsToggle() {
  const t = useTranslations("figures");
  const open = useExplorer((s) => s.statsOpen);
  const hides = useHides();
  if (hides("figures")) return null;
  return (
    <IconButton
      label={t("title")}
      aria-pressed={open}
      data-testid="stats-toggle"
      onClick={() => watchStats(!open)}
    >
      <Activity />
    </IconButton>
  );
}
