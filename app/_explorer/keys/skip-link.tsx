"use client";

import { useTranslations } from "use-intl/react";
import { useUi } from "../panel/ui-state.ts";
import css from "./skip-link.module.css";

/** The first stop of the Tab key: past the scene and the bar to the row of panels. */
export function SkipLink() {
  const t = useTranslations("walk");
  return (
    <button type="button" className={css.skip} data-testid="skip" onClick={toPanels}>
      {t("toPanels")}
    </button>
  );
}

function toPanels(): void {
  useUi.setState({ panelsHidden: false });
  // Panels that were hidden are there after the next paint.
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus(),
  );
}
