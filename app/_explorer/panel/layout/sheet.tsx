"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { useExplorer } from "../../store.ts";
import { PathDock } from "../playback/path-dock.tsx";
import { type SheetHeight, TABS, useUi } from "../ui-state.ts";
import css from "./sheet.module.css";
import { TabContent, TabList, useShownTabs } from "./tabs.tsx";

const HIGHER: Record<SheetHeight, SheetHeight> = { low: "half", half: "tall", tall: "tall" };
const LOWER: Record<SheetHeight, SheetHeight> = { tall: "half", half: "low", low: "low" };

/** The panels of a small screen: a sheet below the scene in three heights. */
export function Sheet() {
  const t = useTranslations("layout");
  const sheet = useUi((s) => s.sheet);
  const tab = useUi((s) => s.tab);
  const hasPath = useExplorer((s) => s.selectedPath !== null);
  const tabs = useShownTabs(TABS);
  if (tabs.length === 0) return null;
  return (
    <section className={css.sheet} aria-label={t("panels")}>
      <div className={css.handle}>
        <button
          type="button"
          aria-label={t("sheetUp")}
          disabled={sheet === "tall"}
          onClick={() => useUi.setState({ sheet: HIGHER[sheet] })}
        >
          <ChevronUp />
        </button>
        <button
          type="button"
          aria-label={t("sheetDown")}
          disabled={sheet === "low"}
          data-testid="sheet-lower"
          onClick={() => useUi.setState({ sheet: LOWER[sheet] })}
        >
          <ChevronDown />
        </button>
      </div>
      <TabList tabs={tabs} />
      {sheet !== "low" && (
        <div className={css.content}>
          {tabs.includes("paths") && (tab === "paths" || hasPath) && <PathDock />}
          <TabContent tabs={tabs} />
        </div>
      )}
    </section>
  );
}
