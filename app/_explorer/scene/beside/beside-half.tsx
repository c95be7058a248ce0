"use client";

import { X } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useCardWords } from "../../../_i18n/use-card-words.ts";
import { IconButton } from "../../../_ui/button.tsx";
import { retryBeside, useBeside } from "../../beside/beside.ts";
import { openLink } from "../../beside/linked.ts";
import type { Seen } from "../../beside/reconstructions.ts";
import { showBeside } from "../../connection/host-commands.ts";
import { useExplorer } from "../../store.ts";
import { say } from "../../walk/spoken.ts";
import { HoverCard } from "../cloud/hover-card.tsx";
import { LoadStatus } from "../cloud/load-status.tsx";
import { Half } from "../half.tsx";
import { BesideStage } from "./beside-stage.tsx";
import { DatumStrip } from "./datum-strip.tsx";
import { HalfTitle } from "./half-title.tsx";

interface Props {
  card: ModelCard;
  /** The room's model, once its data are here. */
  room: Seen | null;
  covered: boolean;
}

/** The second half of the scene, and below both what they say of one datum. */
export function BesideHalf({ card, room, covered }: Props) {
  const t = useTranslations("beside");
  const { title } = useCardWords()(card);
  const cloud = useBeside((state) => state.cloud);
  const fault = useBeside((state) => state.fault);
  const progress = useBeside((state) => state.progress);
  const isHost = useExplorer((state) => state.right === "host");
  const hover = useRef<HTMLDivElement>(null);
  const beside = useMemo((): Seen | null => (cloud ? { card, cloud } : null), [card, cloud]);
  useEffect(openLink, []);
  useEffect(() => void say(t("shown", { title })), [t, title]);
  useEffect(() => () => void say(t("ended")), [t]);
  return (
    <>
      <Half
        name="beside"
        label={t("keys", { title })}
        covered={covered}
        stage={room && beside && <BesideStage room={room} beside={beside} hoverFrame={hover} />}
      >
        <HalfTitle card={card}>
          {isHost && (
            <IconButton label={t("end")} onClick={() => showBeside(null)} data-testid="beside-end">
              <X aria-hidden="true" />
            </IconButton>
          )}
        </HalfTitle>
        <HoverCard frame={hover} card={card} cloud={cloud} />
        <LoadStatus fault={fault} progress={cloud ? null : progress} onRetry={retryBeside} />
      </Half>
      {room && beside && <DatumStrip room={room} beside={beside} />}
    </>
  );
}
