"use client";

import { useId } from "react";
import { INTERPOLATIONS, type Interpolation } from "../../../../server/protocol/entities.ts";
import css from "./interpolation-choice.module.css";
import { INTERPOLATION_TEXT } from "./path-draft.ts";

interface InterpolationChoiceProps {
  value: Interpolation;
  onChange: (value: Interpolation) => void;
}

/** How the path runs between stops, with one line on what that means. */
export function InterpolationChoice({ value, onChange }: InterpolationChoiceProps) {
  const name = useId();
  return (
    <fieldset className={css.choice}>
      <legend className="sr-only">Between stops</legend>
      <div className={css.options}>
        {INTERPOLATIONS.map((option) => (
          <label key={option} className={css.option}>
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={option}
              checked={option === value}
              onChange={() => onChange(option)}
              data-testid={`interpolation-${option}`}
            />
            {INTERPOLATION_TEXT[option].name}
          </label>
        ))}
      </div>
      <p className={css.explanation}>{INTERPOLATION_TEXT[value].explanation}</p>
    </fieldset>
  );
}
