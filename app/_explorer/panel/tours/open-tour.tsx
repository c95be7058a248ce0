"use client";

import { ArrowLeft, MapPinPlus, Pencil, Play, Presentation } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { BOOKMARK_NAME_MAX_CHARS, TOUR_MAX_STOPS } from "../../../../server/protocol/limits.ts";
import type { Tour, TourSummary } from "../../../../server/protocol/tour.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { InlineName } from "../../../_ui/inline-name.tsx";
import { mayEdit, mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { isOfOther, offerSwitch, useOtherModel } from "../../switch/other-model.ts";
import { addWhatISee, changeTour } from "../../tours/edit-tour.ts";
import { readTour } from "../../tours/read-tour.ts";
import { useTour } from "../../tours/tour-state.ts";
import { present, walkAlone } from "../../tours/walk-tour.ts";
import { StopList } from "./stop-list.tsx";
import { TourActions } from "./tour-actions.tsx";
import { useTourName } from "./tour-name.ts";
import css from "./tours.module.css";

/** One tour: walk it, show it to everyone, change it. */
export function OpenTour({ summary }: { summary: TourSummary }) {
  const t = useTranslations("tours");
  const tour = useWholeTour(summary);
  const other = useOtherModel(summary.modelId);
  const of = useTranslations("switch");
  const edit = useExplorer(mayEdit) && !summary.builtIn && !summary.stale && other === null;
  const host = useExplorer(mayHost);
  const empty = summary.stops === 0;
  return (
    <div className={css.tours} data-testid="open-tour" data-tour={summary.id}>
      <header className={css.head}>
        <IconButton
          label={t("back")}
          data-testid="tours-back"
          onClick={() => useTour.setState({ opened: null })}
        >
          <ArrowLeft />
        </IconButton>
        <TourTitle summary={summary} edit={edit} />
      </header>
      {other !== null && <p className={css.hint}>{of("of", { title: other })}</p>}
      {summary.stale && <p className={css.hint}>{t("staleNote")}</p>}
      {summary.builtIn && <p className={css.hint}>{t("builtInNote")}</p>}
      <div className={css.actions}>
        <Button
          tone={host ? "plain" : "primary"}
          disabled={empty}
          data-testid="walk-tour"
          onClick={() => void walkAlone(summary.id)}
        >
          <Play /> {t("walk")}
        </Button>
        {host && (
          <Button
            tone="primary"
            disabled={empty}
            data-testid="present-tour"
            onClick={() => show(summary)}
          >
            <Presentation /> {t("present")}
          </Button>
        )}
      </div>
      {tour && <StopList tour={tour} edit={edit} />}
      {edit && <AddStop id={summary.id} full={summary.stops >= TOUR_MAX_STOPS} />}
      {tour && empty && <p className={css.hint}>{t(edit ? "noStopsEdit" : "noStops")}</p>}
      <TourActions summary={summary} />
    </div>
  );
}

function show({ id, modelId }: TourSummary): void {
  if (isOfOther(modelId)) void offerSwitch(modelId, () => present(id));
  else present(id);
}

/** The tour with its stops, read anew when someone changed it, or the language. */
function useWholeTour({ id, revision }: TourSummary): Tour | null {
  const [tour, setTour] = useState<Tour | null>(null);
  const locale = useLocale();
  useEffect(() => {
    let wanted = true;
    // Another revision or another language: other stops, other words.
    void [revision, locale];
    void readTour(id).then((read) => {
      if (wanted && read) setTour(read);
    });
    return () => {
      wanted = false;
    };
  }, [id, revision, locale]);
  return tour;
}

function TourTitle({ summary, edit }: { summary: TourSummary; edit: boolean }) {
  const t = useTranslations("tours");
  const [renaming, setRenaming] = useState(false);
  const name = useTourName(summary);
  if (renaming) {
    return (
      <InlineName
        name={name}
        label={t("name")}
        maxChars={BOOKMARK_NAME_MAX_CHARS}
        onSave={(next) => void changeTour(summary.id, ({ stops }) => ({ name: next, stops }))}
        onEnd={() => setRenaming(false)}
      />
    );
  }
  return (
    <>
      <h3 className={css.title}>{name}</h3>
      {edit && (
        <IconButton
          label={t("rename", { name })}
          data-testid="rename-tour"
          onClick={() => setRenaming(true)}
        >
          <Pencil />
        </IconButton>
      )}
    </>
  );
}

function AddStop({ id, full }: { id: string; full: boolean }) {
  const t = useTranslations("tours");
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    await addWhatISee(id);
    setBusy(false);
  };
  return (
    <Button
      disabled={busy || full}
      title={full ? t("full", { count: TOUR_MAX_STOPS }) : t("addHint")}
      onClick={() => void add()}
      data-testid="add-stop"
    >
      <MapPinPlus /> {t("add")}
    </Button>
  );
}
