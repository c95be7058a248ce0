"use client";

import { useEffect } from "react";
import { useTranslations } from "use-intl/react";
import type { Answer, TaskState } from "../../../../server/protocol/task.ts";
import { fixed } from "../../../_i18n/number.ts";
import { useExplorer } from "../../store.ts";
import { useTask } from "../../task-state.ts";
import { AnswerCell } from "./answer-cell.tsx";
import { drawAnswers, useAnswerPictures } from "./answer-pictures.ts";
import { type Overview, overview, type Ranked } from "./compare.ts";
import css from "./task.module.css";
import { missText, nameOf } from "./task-texts.ts";
import { useAuthorNames } from "./use-author-names.ts";
import { ValueStripe } from "./value-stripe.tsx";

/** All answers beside each other: what they have in common, how good each is, and a picture of every one. */
export function Comparison({ task, ranked }: { task: TaskState; ranked: readonly Ranked[] }) {
  const t = useTranslations("task");
  const mine = useTask((s) => s.mine);
  const failed = useAnswerPictures((s) => s.failed);
  const card = useExplorer((s) => s.card);
  const nameOf = useAuthorNames();
  usePictures(ranked);
  if (ranked.length === 0) return <p className={css.note}>{t("noAnswers")}</p>;
  const own = mine && ranked.find(({ answer }) => same(answer, mine));
  return (
    <div className={css.comparison} data-testid="task-comparison">
      {own && task.goal.kind !== "own" && (
        <p className={css.standing} data-testid="task-standing">
          {own.rank === null
            ? own.measured.miss && missText(t, own.measured.miss, card)
            : t("standing", { rank: own.rank, count: ranked.length })}
        </p>
      )}
      <Words {...overview(ranked)} />
      <ValueStripe goal={task.goal} ranked={ranked} own={own?.key ?? null} />
      {failed && <p className={css.note}>{t("picturesFailed")}</p>}
      <ol className={css.sheet} data-kind={ranked[0]?.answer.kind}>
        {ranked.map((one) => (
          <AnswerCell
            key={one.key}
            goal={task.goal}
            ranked={one}
            name={nameOf(one)}
            own={one === own}
          />
        ))}
      </ol>
    </div>
  );
}

/** Spread, groups and classes in words. */
function Words({ spread, clusters, classes }: Overview) {
  const t = useTranslations("task");
  const card = useExplorer((s) => s.card);
  const named = classes.map(({ label, count }) =>
    t("classCount", { of: nameOf(card, label), count }),
  );
  return (
    <p className={css.note} data-testid="task-overview">
      {spread !== null && t("spread", { value: fixed(spread, 2) })}{" "}
      {spread !== null &&
        t("clusters", { count: clusters.length, sizes: clusters.slice(0, 6).join(", ") })}{" "}
      {t("classes", { list: named.slice(0, 6).join(", ") })}
    </p>
  );
}

function usePictures(ranked: readonly Ranked[]): void {
  useEffect(() => {
    const { look, stop } = drawAnswers(() => ranked.map(({ answer }) => answer));
    look();
    return stop;
  }, [ranked]);
}

/** The server rounds answers, and hands everyone the same. */
const same = (a: Answer, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b);
