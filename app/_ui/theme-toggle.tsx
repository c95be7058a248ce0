"use client";

import { Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { IconButton } from "./button.tsx";
import { chooseTheme, onThemeChange, shownTheme } from "./theme.ts";

/** Switches between dark and light, and remembers it in this browser. */
export function ThemeToggle() {
  const t = useTranslations("common");
  const theme = useSyncExternalStore(onThemeChange, shownTheme, () => "dark");
  const other = theme === "dark" ? "light" : "dark";
  return (
    <IconButton label={t("theme", { other })} onClick={() => chooseTheme(other)}>
      {theme === "dark" ? <Sun /> : <Moon />}
    </IconButton>
  );
}
