"use client";

import dynamic from "next/dynamic";
import { useTask } from "../../task-state.ts";

const TaskDock = dynamic(() => import("./task-dock.tsx").then((module) => module.TaskDock), {
  ssr: false,
});

/** Where the task is shown; its panels are fetched with the first task. */
export function TaskSlot() {
  const there = useTask((s) => s.task !== null);
  return there && <TaskDock />;
}
