"use client";

import {
  Boxes,
  type LucideIcon,
  MapPin,
  Palette,
  Route,
  Signpost,
  SlidersHorizontal,
  Users,
} from "lucide-react";
import dynamic from "next/dynamic";
import type { ComponentType, KeyboardEvent } from "react";
import { useTranslations } from "use-intl/react";
import { useHides } from "../../page-options/use-page-options.ts";
import { Legend } from "../legend/legend.tsx";
import { Paths } from "../paths/paths.tsx";
import { People } from "../people/people.tsx";
import { Places } from "../places/places.tsx";
import { Sliders } from "../sliders/sliders.tsx";
import { openTab, type Tab, useUi } from "../ui-state.ts";
import css from "./tabs.module.css";

const Tours = dynamic(() => import("../tours/tours.tsx").then((module) => module.Tours), {
  ssr: false,
});

const ModelPanel = dynamic(
  () => import("../model/model-panel.tsx").then((module) => module.ModelPanel),
  { ssr: false },
);

const TABS: Record<Tab, { icon: LucideIcon; content: ComponentType }> = {
  sliders: { icon: SlidersHorizontal, content: Sliders },
  places: { icon: MapPin, content: Places },
  paths: { icon: Route, content: Paths },
  tours: { icon: Signpost, content: Tours },
  people: { icon: Users, content: People },
  legend: { icon: Palette, content: Legend },
  model: { icon: Boxes, content: ModelPanel },
};

/** The row of tabs. Arrow keys move between them, as the tabs pattern asks. */
export function TabList({ tabs }: { tabs: readonly Tab[] }) {
  const t = useTranslations("layout");
  const current = useShownTab(tabs);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    openTab(next);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div
      role="tablist"
      className={css.list}
      aria-label={t("panels")}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {tabs.map((tab) => {
        const { icon: Icon } = TABS[tab];
        return (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            data-testid={`tab-${tab}`}
            className={css.tab}
            aria-selected={tab === current}
            aria-controls="tab-content"
            tabIndex={tab === current ? 0 : -1}
            onClick={() => openTab(tab)}
          >
            <Icon aria-hidden="true" />
            {t(`tabs.${tab}`)}
          </button>
        );
      })}
    </div>
  );
}

/** What the open tab holds. */
export function TabContent({ tabs }: { tabs: readonly Tab[] }) {
  const current = useShownTab(tabs);
  const Content = TABS[current].content;
  return (
    <div
      id="tab-content"
      role="tabpanel"
      className={css.content}
      aria-labelledby={`tab-${current}`}
    >
      <Content />
    </div>
  );
}

/** Of these tabs, those that the link does not hide. */
export function useShownTabs(tabs: readonly Tab[]): readonly Tab[] {
  const hides = useHides();
  return tabs.filter((tab) => !hides(tab));
}

/** The open tab, or the first where this layout shows that tab elsewhere. */
function useShownTab(tabs: readonly Tab[]): Tab {
  const tab = useUi((s) => s.tab);
  return tabs.includes(tab) ? tab : (tabs[0] ?? "places");
}
