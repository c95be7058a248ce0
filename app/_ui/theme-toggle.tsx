"use client";

import { Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { IconButton } from "./button.tsx";
import { chooseTheme, onThemeChange, shownTheme } from "./theme.ts";

/** Switches between dark and light, and remembers it in this browser. */
export function ThemeToggle() {
  const theme = useSyncExternalStore(onThemeChange, shownTheme, () => "dark");
  const other = theme === "dark" ? "light" : "dark";
  return (
    <IconButton label={`Use the ${other} theme`} onClick={() => chooseTheme(other)}>
      {theme === "dark" ? <Sun /> : <Moon />}
    </IconButton>
  );
}
