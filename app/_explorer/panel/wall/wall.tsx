"use client";

import { X } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { project } from "../../../../server/latent/projection.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { wantImages } from "../../connection/commands.ts";
import { giveSpotlight } from "../../connection/lesson-commands.ts";
import { live } from "../../live.ts";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { goTo } from "../../travel.ts";
import { closeDialog } from "../ui-state.ts";
import { mayOpenWall } from "./may-open-wall.ts";
import { useArrangement } from "./use-arrangement.ts";
import css from "./wall.module.css";
import { WallGrid } from "./wall-grid.tsx";
import { WALL_ORDERS } from "./wall-order.ts";

/** Everyone's picture at once, over the whole window. Pictures are drawn in this page as far as it can. */
export function Wall() {
  const t = useTranslations("wall");
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const { order, slots, arrange } = useArrangement();
  const here = useExplorer((s) => s.pageDecoderReady);
  const joined = useExplorer((s) => s.connection.state === "joined");
  const host = useExplorer(mayHost);
  const may = useExplorer(mayOpenWall);
  useEffect(() => {
    if (!may) closeDialog();
  }, [may]);
  useEffect(() => {
    // What this page draws need not travel.
    if (!here || !joined) return;
    wantImages(false);
    return () => wantImages(true);
  }, [here, joined]);
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={css.wall}
      aria-labelledby={title}
      data-testid="wall"
      onClose={closeDialog}
    >
      <header className={css.head}>
        <h2 id={title} className={css.title}>
          {t("title")} <span className={css.count}>{t("count", { count: slots.length })}</span>
        </h2>
        <fieldset className={css.orders} aria-label={t("order")}>
          {WALL_ORDERS.map((choice) => (
            <Button
              key={choice}
              tone="quiet"
              aria-pressed={choice === order}
              title={t(`orderHint.${choice}`)}
              data-testid={`wall-order-${choice}`}
              onClick={() => arrange(choice)}
            >
              {t(`orders.${choice}`)}
            </Button>
          ))}
        </fieldset>
        <Spotlight />
        <p className={css.source} role="status" data-testid="wall-source">
          {t(here ? "drawnHere" : "drawnByServer")}
        </p>
        <IconButton label={t("close")} data-testid="wall-close" onClick={closeDialog}>
          <X />
        </IconButton>
      </header>
      {slots.length === 0 ? (
        <p className={css.empty}>{t("empty")}</p>
      ) : (
        <WallGrid slots={slots} maySpotlight={host} onFly={flyTo} onSpotlight={offerSpotlight} />
      )}
    </dialog>
  );
}

/** Who has the spotlight, or whether the one it is offered to has answered yet. */
function Spotlight() {
  const t = useTranslations("wall");
  const { offer, presenter } = useExplorer((s) => s.lesson);
  const slot = offer?.slot ?? presenter?.slot ?? -1;
  const name = useExplorer((s) => s.peers.get(slot)?.name);
  return (
    <p className={css.count} role="status" data-testid="wall-spotlight">
      {name && t(offer ? "offered" : "presents", { name })}
    </p>
  );
}

/** They may decline; the header says how it stands. */
const offerSpotlight = (slot: number) => giveSpotlight(slot, "invite");

/** Goes where they are, and shows it: the wall closes. */
function flyTo(slot: number): void {
  const z = live.cursors.get(slot)?.z;
  const { card } = useExplorer.getState();
  if (!z || !card) return;
  closeDialog();
  goTo(z);
  live.scene?.lookAt(project(card.projection, z));
}
