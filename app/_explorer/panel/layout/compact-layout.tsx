"use client";

import { Shown } from "../../page-options/shown.tsx";
import { useTour } from "../../tours/tour-state.ts";
import { StatsPanel } from "../figures/stats-panel.tsx";
import { OwnImage } from "../image/own-image.tsx";
import { LessonSlot } from "../lesson/lesson-slot.tsx";
import { MapSlot } from "../model/map/map-slot.tsx";
import { Messages, Notices } from "../notices/notices.tsx";
import { TaskSlot } from "../task/task-slot.tsx";
import { TopBar } from "../top-bar/top-bar.tsx";
import { WalkingCard, WalkingPill } from "../tours/walking.tsx";
import css from "./compact-layout.module.css";
import { Sheet } from "./sheet.tsx";

/** Phone: the scene above, a sheet of tabs below, or the card of a tour, the own image floating over the scene. */
export function CompactLayout({ savedWeights }: { savedWeights: string | null }) {
  const walking = useTour((s) => s.walk !== null && !s.folded);
  return (
    <div className={css.layout}>
      <TopBar compact />
      <div className={css.over}>
        <div className={css.stack}>
          <Notices savedWeights={savedWeights} />
          <LessonSlot />
          <StatsPanel />
          <Shown part="image">
            <OwnImage floating />
          </Shown>
        </div>
        <div className={css.messages}>
          <MapSlot />
          <Messages />
          <WalkingPill />
          <TaskSlot />
        </div>
      </div>
      {walking ? <WalkingCard compact /> : <Sheet />}
    </div>
  );
}
