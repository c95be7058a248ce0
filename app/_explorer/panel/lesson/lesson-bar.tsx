"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import {
  answerSpotlight,
  askForSpotlight,
  declineSpotlight,
  lowerHand,
  pauseLesson,
  raiseHand,
} from "../../connection/lesson-commands.ts";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { BenchLine } from "./bench-line.tsx";
import { FollowLine } from "./follow-line.tsx";
import css from "./lesson-bar.module.css";
import { Line } from "./line.tsx";
import { PresentLine } from "./present-line.tsx";
import { useNameOf } from "./use-name-of.ts";

/** What is going on, with what one can do about it: a line for each. */
export function LessonBar() {
  const t = useTranslations("lesson.bar");
  return (
    <section className={css.bar} aria-label={t("label")} data-testid="lesson-bar">
      <PauseLine />
      <OfferLine />
      <PresentLine />
      <FollowLine />
      <BenchLine />
      <HandLines />
    </section>
  );
}

function PauseLine() {
  const t = useTranslations("lesson.bar");
  const paused = useExplorer((s) => s.lesson.paused);
  const host = useExplorer(mayHost);
  if (!paused) return null;
  return (
    <Line testId="lesson-paused" text={t(host ? "pausedHost" : "paused")}>
      {host && <Button onClick={() => pauseLesson(false)}>{t("resume")}</Button>}
    </Line>
  );
}

function OfferLine() {
  const t = useTranslations("lesson.bar");
  const offer = useExplorer((s) => s.lesson.offer);
  const me = useExplorer((s) => s.me?.slot);
  const host = useExplorer(mayHost);
  const nameOf = useNameOf();
  if (!offer) return null;
  if (offer.slot === me)
    return (
      <Line testId="lesson-offer" text={t("offer")}>
        <Button tone="primary" data-testid="offer-accept" onClick={() => answerSpotlight(true)}>
          {t("accept")}
        </Button>
        <Button data-testid="offer-decline" onClick={() => answerSpotlight(false)}>
          {t("decline")}
        </Button>
      </Line>
    );
  if (!host) return null;
  return (
    <Line testId="lesson-offered" text={t("offered", { name: nameOf(offer.slot) })}>
      <Button onClick={() => declineSpotlight(offer.slot)}>{t("takeBack")}</Button>
    </Line>
  );
}

/** The own hand and wish; to hosts how many are up, which the people's list names. */
function HandLines() {
  const t = useTranslations("lesson.bar");
  const hands = useExplorer((s) => s.lesson.hands);
  const asks = useExplorer((s) => s.lesson.asks);
  const me = useExplorer((s) => s.me?.slot ?? 0);
  const host = useExplorer(mayHost);
  const nameOf = useNameOf();
  return (
    <>
      {hands.includes(me) && (
        <Line testId="own-hand" text={t("yourHand")}>
          <Button onClick={() => raiseHand(false)}>{t("handDown")}</Button>
        </Line>
      )}
      {asks.includes(me) && (
        <Line testId="own-ask" text={t("asking")}>
          <Button onClick={() => askForSpotlight(false)}>{t("askNoMore")}</Button>
        </Line>
      )}
      {host && hands.length > 0 && (
        <Line
          testId="lesson-hands"
          text={`${t("hands", { count: hands.length })}: ${hands.slice(0, 5).map(nameOf).join(", ")}`}
        >
          <Button onClick={() => lowerHand(null)}>{t("lowerAll")}</Button>
        </Line>
      )}
    </>
  );
}
