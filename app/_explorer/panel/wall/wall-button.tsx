"use client";

import { LayoutGrid } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { useExplorer } from "../../store.ts";
import { useUi } from "../ui-state.ts";
import { mayOpenWall } from "./may-open-wall.ts";

const openWall = () => useUi.setState({ dialog: "wall" });

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
