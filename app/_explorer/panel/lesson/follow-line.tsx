"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { accept, comeBack, leave, refuse } from "../../follow/follow-rules.ts";
import { changeFollow, useFollow } from "../../follow/follow-store.ts";
import { Line } from "./line.tsx";
import { useNameOf } from "./use-name-of.ts";

/** Whom this page follows, is asked to follow, or can go back to. */
export function FollowLine() {
  const t = useTranslations("lesson.bar");
  const { following, held, back, invitation } = useFollow();
  const nameOf = useNameOf();
  if (invitation) return <Invitation {...invitation} />;
  if (following) {
    const name = nameOf(following.slot);
    const way = following.way === "both" ? "" : ` · ${t(following.way)}`;
    return (
      <Line testId="following" text={held ? t("held", { name }) : t("following", { name }) + way}>
        {!held && (
          <Button data-testid="follow-leave" onClick={() => changeFollow(leave)}>
            {t("leave")}
          </Button>
        )}
      </Line>
    );
  }
  if (!back) return null;
  return (
    <Line testId="follow-away" text="">
      <Button tone="primary" data-testid="follow-back" onClick={() => changeFollow(comeBack)}>
        {t("back", { name: nameOf(back.slot) })}
      </Button>
    </Line>
  );
}

/** Counts the moment down that there is to refuse. */
function Invitation({ slot, until }: { slot: number; until: number }) {
  const t = useTranslations("lesson.bar");
  const nameOf = useNameOf();
  const [left, setLeft] = useState(() => secondsUntil(until));
  useEffect(() => {
    const clock = setInterval(() => setLeft(secondsUntil(until)), 1000);
    return () => clearInterval(clock);
  }, [until]);
  return (
    <Line testId="invitation" text={t("invitation", { name: nameOf(slot), seconds: left })}>
      <Button tone="primary" data-testid="invitation-go" onClick={() => changeFollow(accept)}>
        {t("go")}
      </Button>
      <Button data-testid="invitation-refuse" onClick={() => changeFollow(refuse)}>
        {t("refuse")}
      </Button>
    </Line>
  );
}

const secondsUntil = (until: number) => Math.max(0, Math.ceil((until - performance.now()) / 1000));
