"use client";

import { Copy, FileDown, Link, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { TourSummary } from "../../../../server/protocol/tour.ts";
import { text } from "../../../_i18n/text.ts";
import { Button } from "../../../_ui/button.tsx";
import { copyText } from "../../../_ui/copy-text.ts";
import { mayEdit } from "../../right.ts";
import { toast, useExplorer } from "../../store.ts";
import { copyTour, removeTour } from "../../tours/edit-tour.ts";
import { readTour } from "../../tours/read-tour.ts";
import { tourLink } from "../../tours/tour-link.ts";
import { useTour } from "../../tours/tour-state.ts";
import css from "./tours.module.css";

/** What one does with a whole tour beside walking it. */
export function TourActions({ summary }: { summary: TourSummary }) {
  const t = useTranslations("tours");
  const edit = useExplorer(mayEdit);
  const { id, builtIn } = summary;
  return (
    <div className={css.whole}>
      <Button tone="quiet" data-testid="copy-tour-link" onClick={() => void copyLink(id)}>
        <Link /> {t("link")}
      </Button>
      <Button tone="quiet" data-testid="export-tour" onClick={() => void exportTour(id)}>
        <FileDown /> {t("export")}
      </Button>
      {edit && (
        <Button tone="quiet" data-testid="copy-tour" onClick={() => void openCopy(id)}>
          <Copy /> {t("copy")}
        </Button>
      )}
      {edit && !builtIn && (
        <Button tone="quiet" data-testid="delete-tour" onClick={() => void removeTour(summary)}>
          <Trash2 /> {t("remove")}
        </Button>
      )}
    </div>
  );
}

async function openCopy(id: string): Promise<void> {
  const copy = await copyTour(id);
  if (copy) useTour.setState({ opened: copy.id });
}

async function copyLink(id: string): Promise<void> {
  const link = tourLink(location.origin, useExplorer.getState().room?.id ?? "", id);
  if (await copyText(link)) toast(text("tours.linkCopied"));
  else toast(text("tours.copyByHand", { link }), { ms: 20_000 });
}

async function exportTour(id: string): Promise<void> {
  const [tour, { tourToFile }] = await Promise.all([
    readTour(id),
    import("../../tours/tour-file.ts"),
  ]);
  if (!tour) return;
  const file = tourToFile(tour);
  const address = URL.createObjectURL(file);
  const anchor = Object.assign(document.createElement("a"), { href: address, download: file.name });
  anchor.click();
  // The browser has taken the file by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
