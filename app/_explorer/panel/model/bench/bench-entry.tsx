"use client";

import { Microscope } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../../_ui/button.tsx";
import { openBench } from "../../../bench/bench-store.ts";

/** What a workbench is, and the way to it. */
export function BenchEntry() {
  const t = useTranslations("bench");
  return (
    <>
      <p>{t("about")}</p>
      <Button data-testid="open-bench" onClick={openBench}>
        <Microscope /> {t("open")}
      </Button>
    </>
  );
}
