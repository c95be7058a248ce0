"use client";

import { useEffect } from "react";
import { useLocale } from "use-intl/react";
import { useExplorer } from "../store.ts";
import { leaveStop } from "./show-stop.ts";
import { watchTourKeys } from "./tour-keys.ts";
import { parseTourLink } from "./tour-link.ts";
import { resetTour } from "./tour-state.ts";
import { followLesson, readAgain, walkAlone } from "./walk-tour.ts";

/** Takes this page along with the lesson's tour, or along the tour that its address names. */
export function useTours(): void {
  useEffect(() => {
    const stopKeys = watchTourKeys();
    const stopFollowing = followTours();
    return () => {
      stopFollowing();
      stopKeys();
      leaveStop();
      resetTour();
    };
  }, []);
  const locale = useLocale();
  useEffect(() => {
    // Another language: the stop that is shown says the same in other words.
    if (locale) void readAgain();
  }, [locale]);
}

function followTours(): () => void {
  let linked = parseTourLink(location.search);
  let before = "";
  const look = () => {
    const { connection, lesson } = useExplorer.getState();
    if (connection.state !== "joined") return;
    // What everyone is shown goes before what the address says.
    if (linked && !lesson.tour) void walkAlone(linked.id, linked.at);
    linked = null;
    const now = lesson.tour ? `${lesson.tour.id} ${lesson.tour.at}` : "";
    if (now === before) return;
    before = now;
    void followLesson(lesson.tour);
  };
  look();
  return useExplorer.subscribe(look);
}
