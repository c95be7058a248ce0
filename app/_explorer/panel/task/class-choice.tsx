"use client";

import { useId } from "react";
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
  const names = useExplorer((s) => s.card?.dataset.classNames);
  return (
    <div className={css.choice}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {names?.map((name, index) => (
          <option key={name} value={index}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
