"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { followBench, openBench, useBench } from "../../bench/bench-store.ts";
import { useUi } from "../ui-state.ts";
import { Line } from "./line.tsx";
import { useNameOf } from "./use-name-of.ts";

/** Somebody shows a workbench that this page does not look at. */
export function BenchLine() {
  const t = useTranslations("bench.show");
  const slot = useBench((s) => (s.mode === "showing" ? null : (s.shown?.slot ?? null)));
  const open = useUi((s) => s.dialog === "bench");
  const nameOf = useNameOf();
  if (slot === null || open) return null;
  const look = () => {
    followBench();
    openBench();
  };
  return (
    <Line testId="bench-shown" text={t("shown", { name: nameOf(slot) })}>
      <Button tone="primary" data-testid="bench-look" onClick={look}>
        {t("look")}
      </Button>
    </Line>
  );
}
