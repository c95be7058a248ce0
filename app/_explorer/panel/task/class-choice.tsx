"use client";

import { useId } from "react";
import { classNames } from "../../colouring/data-words.ts";
import { useExplorer } from "../../store.ts";
import css from "./set-task.module.css";

/** One of the model's classes. */
export function ClassChoice({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (label: number) => void;
}) {
  const id = useId();
  const dataset = useExplorer((s) => s.card?.dataset);
  return (
    <div className={css.choice}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {dataset &&
          classNames(dataset).map((name, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
      </select>
    </div>
  );
}
