"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { declineSpotlight, giveSpotlight, lowerHand } from "../../connection/lesson-commands.ts";
import { follow, leave } from "../../follow/follow-rules.ts";
import { changeFollow, useFollow } from "../../follow/follow-store.ts";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import css from "./person-actions.module.css";

const WAYS = ["both", "place", "camera"] as const;

/** What can be done with someone: follow them three ways; for hosts also spotlight and hand. */
export function PersonActions({ slot, name }: { slot: number; name: string }) {
  const t = useTranslations("lesson");
  const way = useFollow((s) => (s.following?.slot === slot ? s.following.way : null));
  const held = useFollow((s) => s.held);
  const host = useExplorer(mayHost);
  const { hands, asks, presenter } = useExplorer((s) => s.lesson);
  return (
    <div className={css.actions} data-testid={`actions-${slot}`}>
      <fieldset className={css.ways} disabled={held}>
        <legend>{t("follow.title", { name })}</legend>
        {WAYS.map((each) => (
          <Button
            key={each}
            aria-pressed={way === each}
            title={t(`follow.${each}Note`)}
            data-testid={`follow-${each}`}
            onClick={() =>
              changeFollow((state) => (way === each ? leave(state) : follow(state, slot, each)))
            }
          >
            {t(`follow.${each}`)}
          </Button>
        ))}
      </fieldset>
      {host && (
        <div className={css.ways}>
          {presenter?.slot !== slot && (
            <Button data-testid="give-spotlight" onClick={() => giveSpotlight(slot, "invite")}>
              {t(asks.includes(slot) ? "person.accept" : "person.give")}
            </Button>
          )}
          {asks.includes(slot) && (
            <Button data-testid="decline-spotlight" onClick={() => declineSpotlight(slot)}>
              {t("person.decline")}
            </Button>
          )}
          {hands.includes(slot) && (
            <Button data-testid="lower-hand" onClick={() => lowerHand(slot)}>
              {t("person.takeDown")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
