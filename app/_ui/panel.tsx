import type { ReactNode } from "react";
import css from "./panel.module.css";

interface PanelProps {
  /** Names the region for screen readers, and heads it unless `heading` is false. */
  title: string;
  heading?: boolean;
  /** Buttons at the right end of the heading. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A surface over the scene that holds one group of controls; scrolls when it is too tall. */
export function Panel({ title, heading = true, actions, className = "", children }: PanelProps) {
  return (
    <section className={`${css.panel} ${className}`} aria-label={title}>
      {heading && (
        <header className={css.head}>
          <h2 className={css.title}>{title}</h2>
          {actions && <div className={css.actions}>{actions}</div>}
        </header>
      )}
      <div className={css.body}>{children}</div>
    </section>
  );
}
