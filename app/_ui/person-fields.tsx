"use client";

import { Check } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { NAME_MAX_CHARS } from "../../server/protocol/limits.ts";
import { PERSON_COLORS } from "../../server/protocol/person-colors.ts";
import type { Profile } from "../../server/protocol/schema.ts";
import { Field } from "./field.tsx";
import css from "./person-fields.module.css";

interface PersonFieldsProps extends Profile {
  onChange: (profile: Profile) => void;
  /** The name is final: Enter was pressed or the field was left. */
  onCommit?: () => void;
}

/** Name and colour of a person. */
export function PersonFields({ name, color, onChange, onCommit }: PersonFieldsProps) {
  const t = useTranslations("person");
  return (
    <div className={css.fields}>
      <Field
        label={t("name")}
        value={name}
        maxLength={NAME_MAX_CHARS}
        onChange={(event) => onChange({ name: event.target.value, color })}
        onBlur={onCommit}
        onKeyDown={(event) => event.key === "Enter" && onCommit?.()}
        data-testid="your-name"
      />
      <fieldset className={css.swatches}>
        <legend className={css.legend}>{t("colour")}</legend>
        {PERSON_COLORS.map((option, i) => (
          <button
            key={option}
            type="button"
            className={css.swatch}
            style={{ background: option }}
            aria-label={t("colourOf", { number: i + 1, count: PERSON_COLORS.length })}
            aria-pressed={option === color}
            onClick={() => onChange({ name, color: option })}
          >
            {option === color && <Check />}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
