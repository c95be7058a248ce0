"use client";

import { ArrowDown, ArrowUp, GripVertical, X } from "lucide-react";
import { type PointerEvent, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { IconButton } from "../../../_ui/button.tsx";
import { Thumb } from "../image/thumb.tsx";
import { type DraftStop, moveStop, removeStop } from "./path-draft.ts";
import { changeDraft } from "./path-editing.ts";
import css from "./stop-list.module.css";

/** The stops of a path in order; moved by dragging the grip or with the arrow buttons. */
export function StopList({ stops }: { stops: readonly DraftStop[] }) {
  const t = useTranslations("paths.stops");
  const list = useRef<HTMLOListElement>(null);
  const dragged = useRef<number | null>(null);
  const move = (from: number, to: number) => changeDraft((d) => moveStop(d, from, to));
  // Pointer events instead of HTML drag and drop, which phones do not have.
  const drag = (event: PointerEvent) => {
    const from = dragged.current;
    const rows = [...(list.current?.children ?? [])];
    if (from === null) return;
    const to = rows.findIndex((row) => event.clientY < row.getBoundingClientRect().bottom);
    const target = to === -1 ? rows.length - 1 : to;
    if (target === from) return;
    dragged.current = target;
    move(from, target);
  };
  if (stops.length === 0) {
    return <p className={css.empty}>{t("none")}</p>;
  }
  return (
    <ol ref={list} className={css.list} aria-label={t("title")}>
      {stops.map(({ key, label, picture }, i) => (
        <li key={key} className={css.stop} data-testid={`stop-${i}`}>
          <button
            type="button"
            className={css.grip}
            aria-label={t("drag", { name: label })}
            onPointerDown={(event) => {
              dragged.current = i;
              event.currentTarget.setPointerCapture(event.pointerId);
            }}
            onPointerMove={drag}
            onLostPointerCapture={() => {
              dragged.current = null;
            }}
            onKeyDown={(event) => {
              if (event.key === "ArrowUp") move(i, i - 1);
              if (event.key === "ArrowDown") move(i, i + 1);
            }}
          >
            <GripVertical />
          </button>
          <Thumb src={picture} size={32} />
          <span className={css.label}>{label}</span>
          <IconButton
            label={t("up", { name: label })}
            disabled={i === 0}
            onClick={() => move(i, i - 1)}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            label={t("down", { name: label })}
            disabled={i === stops.length - 1}
            onClick={() => move(i, i + 1)}
          >
            <ArrowDown />
          </IconButton>
          <IconButton
            label={t("remove", { name: label })}
            tone="danger"
            onClick={() => changeDraft((d) => removeStop(d, i))}
          >
            <X />
          </IconButton>
        </li>
      ))}
    </ol>
  );
}
