"use client";

import { Presentation } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { followBench, useBench, workApart } from "../../bench/bench-store.ts";
import { endBench, showBench } from "../../bench/show-bench.ts";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { useNameOf } from "../lesson/use-name-of.ts";
import css from "./bench.module.css";

/** Whose bench this is, and what one may do about it. */
export function ShowLine() {
  const t = useTranslations("bench.show");
  const mode = useBench((s) => s.mode);
  const shownBy = useBench((s) => s.shown?.slot ?? null);
  const nameOf = useNameOf();
  const may = useExplorer((s) => mayHost(s) || s.lesson.presenter?.slot === s.me?.slot);
  if (mode === "following" && shownBy !== null)
    return (
      <>
        <p className={css.status} role="status" data-testid="bench-following">
          {t("following", { name: nameOf(shownBy) })}
        </p>
        <Button data-testid="bench-apart" onClick={workApart}>
          {t("apart")}
        </Button>
      </>
    );
  if (mode === "showing")
    return (
      <>
        <p className={css.status} role="status">
          {t("showing")}
        </p>
        <Button data-testid="bench-end" onClick={endBench}>
          {t("end")}
        </Button>
      </>
    );
  return (
    <>
      {shownBy !== null && (
        <Button tone="primary" data-testid="bench-back" onClick={followBench}>
          {t("back", { name: nameOf(shownBy) })}
        </Button>
      )}
      {may && (
        <Button
          tone={shownBy === null ? "primary" : "plain"}
          data-testid="bench-show"
          onClick={() => void showBench()}
        >
          <Presentation /> {t("button")}
        </Button>
      )}
    </>
  );
}
