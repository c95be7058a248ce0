"use client";

import { LayoutGrid } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { mayHost } from "../../right.ts";
import { type ExplorerState, useExplorer } from "../../store.ts";
import { useUi } from "../ui-state.ts";

export const openWall = () => useUi.setState({ dialog: "wall" });

/** Hosts at any time; anyone else while nobody's names, pictures or presence are kept from them. */
function mayOpenWall(state: ExplorerState): boolean {
  const { paused, hidden } = state.lesson;
  return mayHost(state) || !(paused || hidden.names || hidden.images || hidden.cursors);
}

/** Shows everyone's picture at once. */
export function WallButton() {
  const t = useTranslations("wall");
  const may = useExplorer(mayOpenWall);
  if (!may) return null;
  return (
    <Button data-testid="open-wall" onClick={openWall}>
      <LayoutGrid /> {t("open")}
    </Button>
  );
}
