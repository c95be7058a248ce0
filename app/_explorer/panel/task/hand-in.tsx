"use client";

import { Check, Plus, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { ANSWER_MAX_STOPS } from "../../../../server/protocol/limits.ts";
import { type Answer, answerKind, type TaskState } from "../../../../server/protocol/task.ts";
import { Button } from "../../../_ui/button.tsx";
import { handIn } from "../../connection/commands.ts";
import { live } from "../../live.ts";
import { useTask } from "../../task-state.ts";
import { FilmStrip } from "../playback/film-strip.tsx";
import { AnswerPicture } from "./answer-cell.tsx";
import { drawAnswers } from "./answer-pictures.ts";
import css from "./task.module.css";

/** Hands in where one is, or a path of places that one has been to; again as long as the task is open. */
export function HandIn({ task }: { task: TaskState }) {
  const t = useTranslations("task");
  const mine = useTask((s) => s.mine);
  const [busy, setBusy] = useState(false);
  const send = async (answer: Answer) => {
    setBusy(true);
    const kept = await handIn(task.id, answer);
    setBusy(false);
    // Another task may have come meanwhile.
    if (kept && useTask.getState().task?.id === task.id) useTask.setState({ mine: kept });
  };
  return (
    <div className={css.mine}>
      {mine && <Mine answer={mine} open={task.open} />}
      {!task.open ? (
        <p className={css.note}>{t(mine ? "closed" : "closedWithout")}</p>
      ) : answerKind(task.goal) === "path" ? (
        <PathAnswer busy={busy} again={mine !== null} onHandIn={send} />
      ) : (
        <Button
          tone="primary"
          disabled={busy}
          data-testid="task-hand-in"
          onClick={() => void send({ kind: "place", z: [...live.z] })}
        >
          <Check /> {t(mine ? "handInAgain" : "handIn")}
        </Button>
      )}
      {task.open && (
        <p className={css.note}>{t(task.anonymous ? "privateAnonymous" : "private")}</p>
      )}
    </div>
  );
}

/** What was handed in, as a picture. */
function Mine({ answer, open }: { answer: Answer; open: boolean }) {
  const t = useTranslations("task");
  useEffect(() => {
    const { look, stop } = drawAnswers(() => [answer]);
    look();
    return stop;
  }, [answer]);
  return (
    <p className={css.handed} role="status" data-testid="task-mine">
      <AnswerPicture answer={answer} />
      {t("handedIn", { open: String(open) })}
    </p>
  );
}

interface PathAnswerProps {
  busy: boolean;
  again: boolean;
  onHandIn: (answer: Answer) => Promise<void>;
}

/** Stops are the places one goes to and adds; the film shows at once where it jumps. */
function PathAnswer({ busy, again, onHandIn }: PathAnswerProps) {
  const t = useTranslations("task");
  const [stops, setStops] = useState<readonly { z: readonly number[] }[]>([]);
  const add = () => setStops([...stops, { z: [...live.z] }]);
  const answer = (): Answer => ({
    kind: "path",
    interpolation: "slerp",
    stops: stops.map(({ z }) => [...z]),
  });
  return (
    <>
      {stops.length > 1 && <FilmStrip stops={stops} interpolation="slerp" />}
      <div className={css.acts}>
        <Button
          disabled={stops.length >= ANSWER_MAX_STOPS}
          data-testid="task-add-stop"
          onClick={add}
        >
          <Plus /> {t("addStop", { number: stops.length + 1 })}
        </Button>
        {stops.length > 0 && (
          <Button onClick={() => setStops(stops.slice(0, -1))}>
            <Undo2 /> {t("removeStop")}
          </Button>
        )}
        <Button
          tone="primary"
          disabled={busy || stops.length < 2}
          data-testid="task-hand-in"
          onClick={() => void onHandIn(answer())}
        >
          <Check /> {t(again ? "handInAgain" : "handInPath")}
        </Button>
      </div>
    </>
  );
}
