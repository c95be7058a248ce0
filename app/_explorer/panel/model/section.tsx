"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import css from "./section.module.css";

/** One part of the Model tab, folded by its heading; what is inside is mounted while it is open. */
export function Section({
  id,
  title,
  open,
  onToggle,
  children,
}: {
  id: string;
  title: string;
  open: boolean;
  onToggle: () => void;
  children: ReactNode;
}) {
  return (
    <section className={css.section}>
      <h3 className={css.heading}>
        <button
          type="button"
          className={css.toggle}
          aria-expanded={open}
          onClick={onToggle}
          data-testid={`section-${id}`}
        >
          <ChevronRight aria-hidden="true" /> {title}
        </button>
      </h3>
      {open && <div className={css.body}>{children}</div>}
    </section>
  );
}
