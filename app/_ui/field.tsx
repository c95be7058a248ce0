import { type ComponentProps, useId } from "react";
import css from "./field.module.css";

interface FieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  /** Keeps the label for screen readers only. */
  bare?: boolean;
  /** What is wrong with it, shown below and announced. */
  fault?: string | null;
  hint?: string;
  /** Holds a suggestion: selected when the field takes focus, so that typing replaces it. */
  prefilled?: boolean;
}

/** A labelled text input. */
export function Field({
  label,
  bare = false,
  fault = null,
  hint,
  prefilled = false,
  className = "",
  ...rest
}: FieldProps) {
  const id = useId();
  const note = fault ?? hint;
  return (
    <div className={`${css.field} ${className}`}>
      <label htmlFor={id} className={bare ? "sr-only" : css.label}>
        {label}
      </label>
      <input
        id={id}
        className={css.input}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={fault !== null}
        aria-describedby={note ? `${id}-note` : undefined}
        onFocus={prefilled ? (event) => event.target.select() : undefined}
        {...rest}
      />
      {note && (
        <p
          id={`${id}-note`}
          className={fault ? css.fault : css.hint}
          role={fault ? "alert" : undefined}
        >
          {note}
        </p>
      )}
    </div>
  );
}
