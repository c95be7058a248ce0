"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { TaskState } from "../../../../server/protocol/task.ts";
import { IconButton } from "../../../_ui/button.tsx";
import { COMPACT, useMedia } from "../../../_ui/use-media.ts";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { useTask } from "../../task-state.ts";
import { Comparison } from "./comparison.tsx";
import { DatumPicture } from "./datum-picture.tsx";
import { HandIn } from "./hand-in.tsx";
import { HostTools } from "./host-tools.tsx";
import css from "./task.module.css";
import { goalText } from "./task-texts.ts";
import { useRanked } from "./use-ranked.ts";

/** The task that everyone has now: what is asked, one's own answer, and the others' as far as they may be seen. */
export function TaskDock() {
  const task = useTask((s) => s.task);
  return task && <Task key={task.id} task={task} />;
}

function Task({ task }: { task: TaskState }) {
  const t = useTranslations("task");
  const host = useExplorer(mayHost);
  const card = useExplorer((s) => s.card);
  const { ranked } = useRanked();
  const compact = useMedia(COMPACT);
  const [wanted, setOpen] = useState<boolean | null>(null);
  const seen = host || task.revealed;
  // A phone's scene is small: there answers are unfolded on request.
  const open = seen && (wanted ?? !compact);
  return (
    <section className={css.dock} aria-label={t("title")} data-testid="task">
      <header className={css.head}>
        {task.goal.kind === "datum" && <DatumPicture row={task.goal.row} />}
        <div className={css.words} role="status">
          <p className={css.goal} data-testid="task-goal">
            {task.goal.kind === "own" ? task.words : goalText(t, task.goal, card)}
          </p>
          {task.words && task.goal.kind !== "own" && <p className={css.note}>{task.words}</p>}
        </div>
        {seen && (
          <IconButton
            label={t(open ? "less" : "more")}
            aria-expanded={open}
            data-testid="task-fold"
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronUp /> : <ChevronDown />}
          </IconButton>
        )}
      </header>
      {host ? <HostTools task={task} ranked={ranked} /> : <HandIn task={task} />}
      {open && <Comparison task={task} ranked={ranked} />}
    </section>
  );
}
