"use client";

import { GraduationCap, Hand } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { useUi } from "../ui-state.ts";

/** Opens the menu of the lesson; its list is loaded then. */
export function LessonButton({ compact }: { compact: boolean }) {
  const t = useTranslations("lesson");
  const host = useExplorer(mayHost);
  const Icon = host ? GraduationCap : Hand;
  const open = () => useUi.setState({ dialog: "lesson" });
  if (compact)
    return (
      <IconButton label={t("menu")} data-testid="lesson-menu" onClick={open}>
        <Icon />
      </IconButton>
    );
  return (
    <Button data-testid="lesson-menu" onClick={open}>
      <Icon aria-hidden="true" /> {t("menu")}
    </Button>
  );
}
