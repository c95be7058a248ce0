"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { endSpotlight, giveSpotlight } from "../../connection/lesson-commands.ts";
import { follow } from "../../follow/follow-rules.ts";
import { changeFollow, useFollow } from "../../follow/follow-store.ts";
import { setPointing, usePointing } from "../../follow/pointing.ts";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import css from "./lesson-bar.module.css";
import { Line } from "./line.tsx";
import { useNameOf } from "./use-name-of.ts";

const NAMES_SHOWN = 12;

/** Who presents; to them and to hosts also who sees it, and how strongly it takes people along. */
export function PresentLine() {
  const t = useTranslations("lesson.bar");
  const presenter = useExplorer((s) => s.lesson.presenter);
  const me = useExplorer((s) => s.me?.slot);
  const host = useExplorer(mayHost);
  const followed = useFollow((s) => s.following?.slot ?? s.invitation?.slot ?? s.back?.slot);
  const nameOf = useNameOf();
  if (!presenter) return null;
  const { slot, strength } = presenter;
  const mine = slot === me;
  const stronger = strength === "hold" ? "bring" : strength === "bring" ? "hold" : "bring";
  return (
    <Line
      testId="presenter"
      text={
        <>
          {mine ? t("youPresent") : t("presenter", { name: nameOf(slot) })}
          {(mine || host) && <WhoSees slot={slot} />}
        </>
      }
    >
      {!mine && followed !== slot && (
        <Button
          tone="primary"
          data-testid="presenter-follow"
          onClick={() => changeFollow((state) => follow(state, slot, "both"))}
        >
          {t("join")}
        </Button>
      )}
      {mine && <PointButton />}
      {host && (
        <Button data-testid={`presenter-${stronger}`} onClick={() => giveSpotlight(slot, stronger)}>
          {t(strength === "hold" ? "release" : stronger)}
        </Button>
      )}
      {(mine || host) && (
        <Button data-testid="presenter-end" onClick={endSpotlight}>
          {t(mine ? "end" : "endFor")}
        </Button>
      )}
    </Line>
  );
}

function PointButton() {
  const t = useTranslations("lesson.bar");
  const on = usePointing((s) => s.on);
  return (
    <Button
      aria-pressed={on}
      title={t("pointHint")}
      data-testid="point"
      onClick={() => setPointing(!on)}
    >
      {t("point")}
    </Button>
  );
}

/** "28 of 30 see this, slowest 0.4 s"; a press names who does not. */
function WhoSees({ slot }: { slot: number }) {
  const t = useTranslations("lesson.bar");
  const followers = useExplorer((s) => s.followers.get(slot));
  const nameOf = useNameOf();
  const [open, setOpen] = useState(false);
  if (!followers || followers.of === 0) return null;
  const { count, of, slowestMs, away } = followers;
  const slowest = count > 0 ? `, ${t("slowest", { seconds: (slowestMs / 1000).toFixed(1) })}` : "";
  const names = away.slice(0, NAMES_SHOWN).map(nameOf);
  return (
    <>
      {" · "}
      <button
        type="button"
        className={css.seen}
        aria-expanded={open}
        data-testid="who-sees"
        onClick={() => setOpen(!open)}
      >
        {t("seen", { count, of })}
        {slowest}
      </button>
      {open && (
        <span className={css.away} data-testid="who-is-away">
          {away.length === 0
            ? t("allHere")
            : t("away", {
                names: names.join(", ") + (away.length > names.length ? " …" : ""),
              })}
        </span>
      )}
    </>
  );
}
