"use client";

import dynamic from "next/dynamic";
import { useBench } from "../../bench/bench-store.ts";
import { useFollow } from "../../follow/follow-store.ts";
import { useExplorer } from "../../store.ts";

const LessonBar = dynamic(() => import("./lesson-bar.tsx").then((module) => module.LessonBar), {
  ssr: false,
});

/** Where the bar of the lesson stands, loaded once there is something to say. */
export function LessonSlot() {
  const going = useExplorer(({ lesson }) => {
    const { presenter, paused, hands, asks, offer } = lesson;
    return paused || presenter !== null || offer !== null || hands.length + asks.length > 0;
  });
  const along = useFollow(({ following, back }) => following !== null || back !== null);
  const bench = useBench(({ shown }) => shown !== null);
  return going || along || bench ? <LessonBar /> : null;
}
