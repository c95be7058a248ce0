import type { ReactNode } from "react";
import css from "./lesson-bar.module.css";

/** One thing that is going on, and what to do about it. */
export function Line({
  text,
  testId,
  children,
}: {
  text: ReactNode;
  testId: string;
  children?: ReactNode;
}) {
  return (
    <div className={css.line} data-testid={testId}>
      <p className={css.text} role="status">
        {text}
      </p>
      <div className={css.acts}>{children}</div>
    </div>
  );
}
