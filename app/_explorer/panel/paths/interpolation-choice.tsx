"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { INTERPOLATIONS, type Interpolation } from "../../../../server/protocol/entities.ts";
import css from "./interpolation-choice.module.css";

interface InterpolationChoiceProps {
  value: Interpolation;
  onChange: (value: Interpolation) => void;
}

/** How the path runs between stops, with one line on what that means. */
export function InterpolationChoice({ value, onChange }: InterpolationChoiceProps) {
  const t = useTranslations("paths.interpolation");
  const name = useId();
  return (
    <fieldset className={css.choice}>
      <legend className="sr-only">{t("label")}</legend>
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
            {t(`${option}.name`)}
          </label>
        ))}
      </div>
      <p className={css.explanation}>{t(`${value}.explanation`)}</p>
    </fieldset>
  );
}
