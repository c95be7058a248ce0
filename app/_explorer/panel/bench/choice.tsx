"use client";

import { useId } from "react";
import css from "./controls.module.css";

interface Option<T extends string> {
  id: T;
  name: string;
  hint?: string;
}

/** One of a few, beside each other. Arrow keys move between them, as among all radio buttons. */
export function Choice<T extends string>({
  label,
  value,
  options,
  testId,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly Option<T>[];
  testId: string;
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <div className={css.choice} role="radiogroup" aria-label={label}>
      <span className={css.label}>{label}</span>
      <div className={css.options}>
        {options.map(({ id, name: word, hint }) => (
          <label key={id} className={css.option} title={hint}>
            <input
              type="radio"
              className="sr-only"
              name={name}
              checked={id === value}
              data-testid={`${testId}-${id}`}
              onChange={() => onChange(id)}
            />
            {word}
          </label>
        ))}
      </div>
    </div>
  );
}
