"use client";

import { FileUp, Plus } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { mayEdit } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { createTour } from "../../tours/edit-tour.ts";
import { useTour } from "../../tours/tour-state.ts";
import { nextName } from "../places/place-name.ts";
import { importTour } from "./import-tour.ts";
import { OpenTour } from "./open-tour.tsx";
import { TourRow } from "./tour-row.tsx";
import css from "./tours.module.css";

/** The room's tours, or the one that is open. A file of a tour may be dropped on them. */
export function Tours() {
  const t = useTranslations("tours");
  const tours = useExplorer((s) => s.tours);
  const opened = useTour((s) => s.opened);
  const edit = useExplorer(mayEdit);
  const tour = tours.find(({ id }) => id === opened);
  if (tour) return <OpenTour summary={tour} />;
  return (
    <DropArea enabled={edit}>
      {edit && <NewTour />}
      <p className={css.hint}>{t("about")}</p>
      <ul>
        {tours.map((summary) => (
          <TourRow key={summary.id} tour={summary} />
        ))}
      </ul>
      {tours.every(({ builtIn }) => builtIn) && (
        <p className={css.hint} data-testid="no-tours">
          {t(edit ? "emptyEdit" : "empty")}
        </p>
      )}
    </DropArea>
  );
}

function NewTour() {
  const t = useTranslations("tours");
  const [busy, setBusy] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const create = async () => {
    setBusy(true);
    const taken = useExplorer.getState().tours.map(({ name }) => name);
    const made = await createTour(nextName(t("newName"), taken));
    setBusy(false);
    if (made) useTour.setState({ opened: made.id });
  };
  return (
    <div className={css.actions}>
      <Button tone="primary" disabled={busy} onClick={() => void create()} data-testid="new-tour">
        <Plus /> {t("new")}
      </Button>
      <Button onClick={() => file.current?.click()}>
        <FileUp /> {t("import")}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="import-tour"
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) void importTour(chosen);
          // The same file may be chosen again.
          target.value = "";
        }}
      />
    </div>
  );
}

function DropArea({ enabled, children }: { enabled: boolean; children: React.ReactNode }) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void importTour(file);
  };
  const drag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setOver(true);
  };
  const events = enabled
    ? { onDrop: drop, onDragOver: drag, onDragLeave: () => setOver(false) }
    : {};
  return (
    <div className={css.tours} data-over={over} {...events}>
      {children}
    </div>
  );
}
