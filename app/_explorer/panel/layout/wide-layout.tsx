"use client";

import { Minimize2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { Shown } from "../../page-options/shown.tsx";
import { useHides } from "../../page-options/use-page-options.ts";
import { coverBeyond } from "../../scene/tags/covered.ts";
import { StatsPanel } from "../figures/stats-panel.tsx";
import { OwnImage } from "../image/own-image.tsx";
import { LessonSlot } from "../lesson/lesson-slot.tsx";
import { MapSlot } from "../model/map/map-slot.tsx";
import { Messages, Notices } from "../notices/notices.tsx";
import { PathDock } from "../playback/path-dock.tsx";
import { Sliders } from "../sliders/sliders.tsx";
import { TaskSlot } from "../task/task-slot.tsx";
import { TopBar } from "../top-bar/top-bar.tsx";
import { WalkingCard, WalkingPill } from "../tours/walking.tsx";
import { togglePanels, useUi } from "../ui-state.ts";
import { TabContent, TabList, useShownTabs } from "./tabs.tsx";
import css from "./wide-layout.module.css";

const TABS = ["places", "paths", "tours", "people", "legend", "model"] as const;

/** Laptop and projector: own image and sliders left, the room's things right, the scene between and behind. */
export function WideLayout({ savedWeights }: { savedWeights: string | null }) {
  const t = useTranslations("layout");
  // Beside the workbench there is room for the cloud alone.
  const bench = useUi((s) => s.dialog === "bench");
  const hidden = useUi((s) => s.panelsHidden) || bench;
  const hides = useHides();
  const tabs = useShownTabs(TABS);
  const free = useRef<HTMLDivElement>(null);
  useEffect(() => (hidden ? undefined : coverBeyond(free.current)), [hidden]);
  const middle = (
    <div ref={free} className={css.middle} data-free={!hidden || undefined}>
      <div className={css.stack}>
        <Notices savedWeights={savedWeights} />
        <LessonSlot />
        <TaskSlot />
        <StatsPanel />
      </div>
      <div className={css.stack}>
        <MapSlot />
        <Messages />
        <Shown part="paths">
          <PathDock />
        </Shown>
        <WalkingPill />
        <WalkingCard compact={false} />
      </div>
    </div>
  );
  if (hidden) {
    return (
      <div className={css.bare} data-bench={bench || undefined}>
        {middle}
        <div className={css.corner}>
          <Shown part="image">
            <OwnImage floating />
          </Shown>
        </div>
        {!bench && (
          <Button className={css.show ?? ""} onClick={togglePanels} data-testid="show-panels">
            <Minimize2 /> {t("showPanels")}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className={css.layout}>
      <TopBar compact={false} />
      {!(hides("image") && hides("sliders")) && (
        <Panel title={t("left")} heading={false} className={css.left ?? ""}>
          {!hides("image") && <OwnImage />}
          <div className={css.rule} />
          {!hides("sliders") && <Sliders />}
        </Panel>
      )}
      {middle}
      {tabs.length > 0 && (
        <Panel title={t("right")} heading={false} className={css.right ?? ""}>
          <div className={css.tabs}>
            <TabList tabs={tabs} />
            <TabContent tabs={tabs} />
          </div>
        </Panel>
      )}
    </div>
  );
}
