"use client";

import { Target } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { useUi } from "../ui-state.ts";

const openSetTask = () => useUi.setState({ dialog: "set-task" });

/** For hosts: a task for everyone. */
export function SetTaskButton() {
  const t = useTranslations("task");
  const host = useExplorer(mayHost);
  if (!host) return null;
  return (
    <Button data-testid="open-set-task" onClick={openSetTask}>
      <Target /> {t("set.open")}
    </Button>
  );
}
