"use client";

import { Minimize2 } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { StatsPanel } from "../figures/stats-panel.tsx";
import { OwnImage } from "../image/own-image.tsx";
import { Messages, Notices } from "../notices/notices.tsx";
import { PathDock } from "../playback/path-dock.tsx";
import { Sliders } from "../sliders/sliders.tsx";
import { TaskSlot } from "../task/task-slot.tsx";
import { TopBar } from "../top-bar/top-bar.tsx";
import { togglePanels, useUi } from "../ui-state.ts";
import { TabContent, TabList } from "./tabs.tsx";
import css from "./wide-layout.module.css";

const TABS = ["places", "paths", "people", "legend"] as const;

/** Laptop and projector: own image and sliders left, the room's things right, the scene between and behind. */
export function WideLayout({ savedWeights }: { savedWeights: string | null }) {
  const t = useTranslations("layout");
  const hidden = useUi((s) => s.panelsHidden);
  const middle = (
    <div className={css.middle} data-free={!hidden || undefined}>
      <div className={css.stack}>
        <Notices savedWeights={savedWeights} />
        <TaskSlot />
        <StatsPanel />
      </div>
      <div className={css.stack}>
        <Messages />
        <PathDock />
      </div>
    </div>
  );
  if (hidden) {
    return (
      <div className={css.bare}>
        {middle}
        <div className={css.corner}>
          <OwnImage floating />
        </div>
        <Button className={css.show ?? ""} onClick={togglePanels} data-testid="show-panels">
          <Minimize2 /> {t("showPanels")}
        </Button>
      </div>
    );
  }
  return (
    <div className={css.layout}>
      <TopBar compact={false} />
      <Panel title={t("left")} heading={false} className={css.left ?? ""}>
        <OwnImage />
        <div className={css.rule} />
        <Sliders />
      </Panel>
      {middle}
      <Panel title={t("right")} heading={false} className={css.right ?? ""}>
        <div className={css.tabs}>
          <TabList tabs={TABS} />
          <TabContent tabs={TABS} />
        </div>
      </Panel>
    </div>
  );
}
