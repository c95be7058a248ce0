"use client";

import { BookmarkPlus, Eye, EyeOff, Lock, LockOpen, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { TASK_KEEP_MAX } from "../../../../server/protocol/limits.ts";
import type { TaskState } from "../../../../server/protocol/task.ts";
import { Button } from "../../../_ui/button.tsx";
import { changeTask, endTask, keepAnswers } from "../../connection/commands.ts";
import { toast, useExplorer } from "../../store.ts";
import { useTask } from "../../task-state.ts";
import type { Ranked } from "./compare.ts";
import css from "./task.module.css";

/** What a host does with a task: see how many answered, close it, show the answers, keep them, end it. */
export function HostTools({ task, ranked }: { task: TaskState; ranked: readonly Ranked[] }) {
  const t = useTranslations("task");
  const [keeping, setKeeping] = useState(false);
  const count = useTask((s) => s.answers?.size ?? 0);
  const others = useExplorer((s) => [...s.peers.values()].filter(({ online }) => online).length);
  const taskId = task.id;
  const sealed = task.revealed && task.anonymous;
  const keep = async () => {
    setKeeping(true);
    const keys = ranked.slice(0, TASK_KEEP_MAX).map(({ key }) => key);
    const kept = await keepAnswers({ taskId, keys, name: t("keptName") });
    setKeeping(false);
    if (kept !== undefined) toast(t("kept", { count: kept }));
  };
  return (
    <div className={css.host}>
      <p className={css.counted} data-testid="task-count">
        {t("counted", { count, of: Math.max(count, others) })}
        {task.anonymous && <span className={css.note}> {t("anonymousNow")}</span>}
      </p>
      <div className={css.acts}>
        {!task.revealed && (
          <Button
            tone="primary"
            disabled={count === 0}
            data-testid="task-reveal"
            onClick={() => void changeTask({ taskId, reveal: true })}
          >
            <Eye /> {t("reveal")}
          </Button>
        )}
        {!sealed && (
          <Button
            data-testid="task-open"
            onClick={() => void changeTask({ taskId, open: !task.open })}
          >
            {task.open ? <Lock /> : <LockOpen />} {t(task.open ? "close" : "reopen")}
          </Button>
        )}
        {!task.anonymous && !task.revealed && (
          <Button
            title={t("hideNamesHint")}
            data-testid="task-anonymous"
            onClick={() => void changeTask({ taskId, anonymous: true })}
          >
            <EyeOff /> {t("hideNames")}
          </Button>
        )}
        <Button
          disabled={keeping || ranked.length === 0}
          title={t("keepHint", { max: TASK_KEEP_MAX })}
          data-testid="task-keep"
          onClick={() => void keep()}
        >
          <BookmarkPlus /> {t("keep")}
        </Button>
        <Button data-testid="task-end" onClick={() => endTask(taskId)}>
          <X /> {t("end")}
        </Button>
      </div>
    </div>
  );
}
