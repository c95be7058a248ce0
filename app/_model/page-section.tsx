import type { ReactNode } from "react";
import css from "./model-page.module.css";

/** One part of the page under its heading. */
export function PageSection({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <section className={css.section} aria-labelledby={id} data-testid={`section-${id}`}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
