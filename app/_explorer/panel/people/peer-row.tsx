"use client";

import { useCallback } from "react";
import { useTranslations } from "use-intl/react";
import { project } from "../../../../server/latent/projection.ts";
import type { Peer } from "../../../../server/protocol/entities.ts";
import { live } from "../../live.ts";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { goTo } from "../../travel.ts";
import { RemovePerson } from "../host/remove-person.tsx";
import { LiveCanvas } from "../image/live-canvas.tsx";
import css from "./people.module.css";

/** Someone else: their image as it changes, their name; pressing it flies to where they are. */
export function PeerRow({ peer: { slot, name, color, online } }: { peer: Peer }) {
  const t = useTranslations("people");
  const host = useExplorer(mayHost);
  const read = useCallback(() => live.cursors.get(slot), [slot]);
  return (
    <li className={css.row}>
      <button
        type="button"
        className={css.peer}
        data-testid={`peer-${slot}`}
        data-online={online}
        title={t("fly", { name })}
        onClick={() => visit(slot)}
      >
        <span className={css.tile} style={{ borderColor: color }}>
          <LiveCanvas
            read={read}
            label={t("image", { name })}
            testId={`peer-tile-${slot}`}
            className={css.canvas}
          />
        </span>
        <span className={css.name}>{name}</span>
        {!online && <span className={css.note}>{t("lost")}</span>}
      </button>
      {host && <RemovePerson slot={slot} name={name} />}
    </li>
  );
}

function visit(slot: number): void {
  const z = live.cursors.get(slot)?.z;
  const card = useExplorer.getState().card;
  if (!z || !card) return;
  goTo(z);
  live.scene?.lookAt(project(card.projection, z));
}
