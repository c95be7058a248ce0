"use client";

import { X } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { IconButton } from "./button.tsx";
import css from "./dialog.module.css";

interface DialogProps {
  title: string;
  onClose: () => void;
  /** For pictures: as wide as a projector's middle. */
  wide?: boolean;
  children: ReactNode;
}

/** A modal <dialog>, open while mounted. Escape, the cross and a press outside close it. */
export function Dialog({ title, onClose, wide = false, children }: DialogProps) {
  const t = useTranslations("common");
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    // React focuses at once, while the dialog is still closed; opening it would go to its first button.
    const first = dialog.querySelector<HTMLElement>("input");
    dialog.showModal();
    first?.focus();
  }, []);
  const pressOutside = (event: MouseEvent) => {
    if (event.target === ref.current) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a <dialog> natively; this adds the pointer's way.
    <dialog
      ref={ref}
      className={css.dialog}
      data-wide={wide || undefined}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={pressOutside}
    >
      <div className={css.content}>
        <header className={css.head}>
          <h2 id={titleId} className={css.title}>
            {title}
          </h2>
          <IconButton label={t("close")} onClick={onClose}>
            <X />
          </IconButton>
        </header>
        {children}
      </div>
    </dialog>
  );
}
