"use client";

import { Scan, Triangle, X } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { Button } from "../../../../_ui/button.tsx";
import { faceMap } from "../../../map/face-map.ts";
import { hideMap, useMap } from "../../../map/map-state.ts";
import {
  choosePlaces,
  nearestOfClasses,
  showChosen,
  togglePlace,
  usePlanePlaces,
} from "../../../map/plane-places.ts";
import { useExplorer } from "../../../store.ts";
import { GroundChoice } from "./ground-choice.tsx";
import css from "./map.module.css";
import { PlaneCandidates } from "./plane-candidates.tsx";

/** The plane through three places of a latent space of more than two dimensions. */
export function PlaneSection({ card }: { card: ModelCard }) {
  const t = useTranslations("map.plane");
  const { chosen, fault } = usePlanePlaces();
  const shown = useMap((s) => s.shown);
  const cloud = useExplorer((s) => s.cloud);
  const takeNearest = () => {
    if (!cloud) return;
    choosePlaces(card, nearestOfClasses(card, cloud));
    faceMap();
  };
  const show = () => {
    showChosen(card);
    faceMap();
  };
  return (
    <div className={css.section}>
      <p className={css.quiet}>{t("about")}</p>
      <p role="status">{t("chosen", { count: chosen.length })}</p>
      <div className={css.slots}>
        {chosen.map((place) => (
          <Button
            key={place.key}
            title={t("remove", { name: place.name })}
            data-testid="plane-chosen"
            onClick={() => togglePlace(card, place)}
          >
            <span className={css.name}>{place.name}</span> <X />
          </Button>
        ))}
      </div>
      {fault && (
        <p className={css.fault} role="alert">
          {t(fault)}
        </p>
      )}
      <PlaneCandidates card={card} />
      <div className={css.buttons}>
        <Button
          title={t("nearestHint")}
          disabled={!cloud || card.dataset.classNames.length < 3}
          data-testid="plane-nearest"
          onClick={takeNearest}
        >
          <Triangle /> {t("nearest")}
        </Button>
        {chosen.length === 3 && !fault && (
          <Button
            tone={shown ? "plain" : "primary"}
            data-testid="plane-show"
            onClick={shown ? hideMap : show}
          >
            {t(shown ? "hide" : "show")}
          </Button>
        )}
      </div>
      {shown && <ShownPlane card={card} />}
    </div>
  );
}

/** What can be done with the plane that lies in the scene, and how much of it the scatter can show. */
function ShownPlane({ card }: { card: ModelCard }) {
  const t = useTranslations("map");
  const format = useFormatter();
  const lies = useMap((s) => s.shown?.lies);
  if (!lies) return null;
  const percent = (axis: readonly number[]) =>
    format.number(100 * Math.hypot(...axis), { maximumFractionDigits: 0 });
  const [across, up] = [percent(lies.across), percent(lies.up)];
  const whole = across === "100" && up === "100";
  return (
    <>
      <GroundChoice card={card} mayLift={false} />
      {!whole && <p className={css.quiet}>{t("plane.shortened", { across, up })}</p>}
      <p className={css.quiet}>{t("ways")}</p>
      <div className={css.buttons}>
        <Button onClick={faceMap} data-testid="map-face">
          <Scan /> {t("face")}
        </Button>
      </div>
    </>
  );
}
