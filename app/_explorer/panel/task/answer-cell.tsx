"use client";

import { memo, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { project } from "../../../../server/latent/projection.ts";
import type { Answer, TaskGoal } from "../../../../server/protocol/task.ts";
import { toRgba } from "../../../_ui/paint.ts";
import { live } from "../../live.ts";
import { useExplorer } from "../../store.ts";
import { goTo } from "../../travel.ts";
import { picturesOf, useAnswerPictures } from "./answer-pictures.ts";
import type { Ranked } from "./compare.ts";
import css from "./task.module.css";
import { missText, shortMissText, surroundingsText, valueText } from "./task-texts.ts";

/** Of a path's pictures so many are shown. */
const SHOWN_OF_PATH = 6;

interface AnswerCellProps {
  goal: TaskGoal;
  ranked: Ranked;
  /** Null where names are not shown. */
  name: string | null;
  own: boolean;
}

/** One answer: its picture, rank, value and author; pressing it flies there. */
export const AnswerCell = memo(function AnswerCell({ goal, ranked, name, own }: AnswerCellProps) {
  const t = useTranslations("task");
  const card = useExplorer((s) => s.card);
  const { answer, measured, rank } = ranked;
  const { miss, value } = measured;
  const about = [miss && missText(t, miss, card), surroundingsText(t, measured, card)].filter(
    Boolean,
  );
  return (
    <li className={css.cell} data-own={own} data-counts={rank !== null}>
      <button
        type="button"
        className={css.go}
        title={about.join("\n")}
        data-testid="task-answer"
        onClick={() => flyTo(answer)}
      >
        <AnswerPicture answer={answer} />
        {goal.kind !== "own" && (
          <span className={css.value}>
            {miss ? shortMissText(t, miss, card) : `${rank ?? "–"}. ${valueText(t, goal, value)}`}
          </span>
        )}
        {(name || own) && <span className={css.author}>{own ? t("you") : name}</span>}
        <span className="sr-only">{about.join(". ")}</span>
      </button>
    </li>
  );
});

/** What the decoder draws of an answer: one picture, or a few along the path. */
export function AnswerPicture({ answer }: { answer: Answer }) {
  const shape = useExplorer((s) => s.card?.imageShape);
  const frames = useAnswerPictures(() => picturesOf(answer));
  const canvas = useRef<HTMLCanvasElement>(null);
  const count = answer.kind === "path" ? SHOWN_OF_PATH : 1;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !shape || !frames) return;
    const [height, width, channels] = shape;
    const image = context.createImageData(width, height);
    for (let i = 0; i < count; i++) {
      const at = count > 1 ? Math.round((i * (frames.length - 1)) / (count - 1)) : 0;
      toRgba(frames[at] ?? [], channels, image.data);
      context.putImageData(image, i * width, 0);
    }
  }, [frames, shape, count]);
  if (!shape) return null;
  return (
    <canvas
      ref={canvas}
      className={css.picture}
      width={shape[1] * count}
      height={shape[0]}
      data-drawn={frames !== null}
    />
  );
}

function flyTo(answer: Answer): void {
  const z = answer.kind === "place" ? answer.z : answer.stops[0];
  const { card } = useExplorer.getState();
  if (!z || !card || z.length !== live.z.length) return;
  goTo(z);
  live.scene?.lookAt(project(card.projection, Float32Array.from(z)));
}
