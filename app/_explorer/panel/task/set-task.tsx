"use client";

import { Target } from "lucide-react";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslations } from "use-intl/react";
import { nearestRows } from "../../../../server/latent/nearest.ts";
import { TASK_WORDS_MAX_CHARS } from "../../../../server/protocol/limits.ts";
import type { TaskGoal } from "../../../../server/protocol/task.ts";
import { Button } from "../../../_ui/button.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field } from "../../../_ui/field.tsx";
import { setTask } from "../../connection/commands.ts";
import { live } from "../../live.ts";
import { useExplorer } from "../../store.ts";
import { useTask } from "../../task-state.ts";
import { closeDialog } from "../ui-state.ts";
import { ClassChoice } from "./class-choice.tsx";
import { DatumPicture } from "./datum-picture.tsx";
import css from "./set-task.module.css";
import { taskData } from "./task-data.ts";

type Kind = TaskGoal["kind"];

const KINDS: readonly Kind[] = ["closest", "typical", "boundary", "datum", "empty", "path", "own"];
/** Goals that name one class, or two. */
const CLASSES: Record<Kind, 0 | 1 | 2> = {
  closest: 2,
  typical: 1,
  boundary: 2,
  datum: 0,
  empty: 0,
  path: 2,
  own: 0,
};

/** Sets a task for everyone: what to find, in words or with a measure, and whether answers bear names. */
export function SetTask() {
  const t = useTranslations("task");
  const running = useTask((s) => s.task !== null);
  const nearest = useNearestDatum();
  const [wanted, setKind] = useState<Kind>("closest");
  const [pair, setPair] = useState<readonly [number, number]>([7, 1]);
  const [words, setWords] = useState("");
  const [anonymous, setAnonymous] = useState(false);
  const [busy, setBusy] = useState(false);
  const count = useExplorer((s) => s.card?.dataset.classNames.length ?? 0);
  const kinds = count > 1 ? KINDS : KINDS.filter((each) => CLASSES[each] === 0);
  const kind = kinds.includes(wanted) ? wanted : "empty";
  const [of, to] = pair.map((label, i) => (label < count ? label : i)) as [number, number];
  const goal = goalOf(kind, of, to, nearest);
  const complete =
    goal !== null && (kind !== "own" || words.trim() !== "") && (CLASSES[kind] < 2 || of !== to);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!goal || !complete) return;
    setBusy(true);
    const task = await setTask({ goal, words: words.trim() || null, anonymous });
    setBusy(false);
    if (task) closeDialog();
  };
  return (
    <Dialog title={t("set.title")} onClose={closeDialog}>
      <form className={css.form} onSubmit={submit}>
        <fieldset className={css.kinds}>
          <legend className="sr-only">{t("set.kind")}</legend>
          {kinds.map((choice) => (
            <label key={choice} className={css.kind}>
              <input
                type="radio"
                name="kind"
                value={choice}
                checked={choice === kind}
                data-testid={`task-kind-${choice}`}
                onChange={() => setKind(choice)}
              />
              <span>
                <b>{t(`set.kinds.${choice}`)}</b>
                <span className={css.hint}>{t(`set.hints.${choice}`)}</span>
              </span>
            </label>
          ))}
          {kinds !== KINDS && <p className={css.hint}>{t("set.oneClass")}</p>}
        </fieldset>
        {CLASSES[kind] > 0 && (
          <div className={css.classes}>
            <ClassChoice
              label={t(`set.first.${kind as "closest"}`)}
              value={of}
              onChange={(label) => setPair([label, to])}
            />
            {CLASSES[kind] === 2 && (
              <ClassChoice
                label={t(`set.second.${kind as "closest"}`)}
                value={to}
                onChange={(label) => setPair([of, label])}
              />
            )}
          </div>
        )}
        {kind === "datum" && (
          <p className={css.datum}>
            {nearest === null ? t("set.noDatum") : <DatumPicture row={nearest} />}
            {nearest !== null && t("set.datum")}
          </p>
        )}
        <Field
          label={t(kind === "own" ? "set.words" : "set.moreWords")}
          value={words}
          maxLength={TASK_WORDS_MAX_CHARS}
          onChange={(event) => setWords(event.target.value)}
          data-testid="task-words"
        />
        <label className={css.kind}>
          <input
            type="checkbox"
            checked={anonymous}
            data-testid="task-set-anonymous"
            onChange={(event) => setAnonymous(event.target.checked)}
          />
          <span>
            <b>{t("set.anonymous")}</b>
            <span className={css.hint}>{t("set.anonymousHint")}</span>
          </span>
        </label>
        {running && <p className={css.hint}>{t("set.replaces")}</p>}
        <Button tone="primary" type="submit" disabled={busy || !complete} data-testid="task-set">
          <Target /> {t("set.submit")}
        </Button>
      </form>
    </Dialog>
  );
}

function goalOf(kind: Kind, of: number, to: number, row: number | null): TaskGoal | null {
  switch (kind) {
    case "datum":
      return row === null ? null : { kind, row };
    case "typical":
      return { kind, label: of };
    case "closest":
      return { kind, of, to };
    case "boundary":
      return { kind, between: [of, to] };
    case "path":
      return { kind, from: of, to };
    case "empty":
    case "own":
      return { kind };
    default:
      return kind satisfies never;
  }
}

/** The datum nearest to where this person stood when the dialog was opened: a press on a datum in the cloud flies to it. */
function useNearestDatum(): number | null {
  const cloud = useExplorer((s) => s.cloud);
  return useMemo(
    () => (cloud ? (nearestRows(taskData(cloud).all, live.z, 1)[0]?.row ?? null) : null),
    [cloud],
  );
}
