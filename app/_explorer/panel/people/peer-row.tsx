"use client";

import { ChevronDown } from "lucide-react";
import { useCallback, useState } from "react";
import { useTranslations } from "use-intl/react";
import { project } from "../../../../server/latent/projection.ts";
import type { Peer } from "../../../../server/protocol/entities.ts";
import { IconButton } from "../../../_ui/button.tsx";
import { standsWith } from "../../follow/place-of.ts";
import { live } from "../../live.ts";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { goTo } from "../../travel.ts";
import { RemovePerson } from "../host/remove-person.tsx";
import { LiveCanvas } from "../image/live-canvas.tsx";
import css from "./people.module.css";
import { PersonActions } from "./person-actions.tsx";
import { PersonNotes } from "./person-notes.tsx";

/** Someone else: their image as it changes, their name; pressing it flies to where they are. */
export function PeerRow({ peer: { slot, name, color, online } }: { peer: Peer }) {
  const t = useTranslations("people");
  const lesson = useTranslations("lesson.person");
  const host = useExplorer(mayHost);
  const [open, setOpen] = useState(false);
  const read = useCallback(() => cursorOf(slot), [slot]);
  return (
    <li>
      <div className={css.row}>
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
          <PersonNotes slot={slot} online={online} />
        </button>
        <IconButton
          label={lesson("actions", { name })}
          aria-expanded={open}
          data-testid={`more-${slot}`}
          onClick={() => setOpen(!open)}
        >
          <ChevronDown />
        </IconButton>
        {host && <RemovePerson slot={slot} name={name} />}
      </div>
      {open && <PersonActions slot={slot} name={name} />}
    </li>
  );
}

/** Of the place where they stand, which may be someone else's. */
function cursorOf(slot: number) {
  const { companions, me } = useExplorer.getState();
  const at = standsWith(companions, slot);
  return at === me?.slot ? live.own : live.cursors.get(at);
}

function visit(slot: number): void {
  const z = cursorOf(slot)?.z;
  const card = useExplorer.getState().card;
  if (!z || !card) return;
  goTo(z);
  live.scene?.lookAt(project(card.projection, z));
}
