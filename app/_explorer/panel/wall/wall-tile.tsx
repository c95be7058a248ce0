"use client";

import { Hand, Presentation } from "lucide-react";
import { memo } from "react";
import { useTranslations } from "use-intl/react";
import type { Peer } from "../../../../server/protocol/entities.ts";
import css from "./wall.module.css";

/** From this edge on a tile has room for names that the last row of a class can read. */
const LARGE = 140;

interface WallTileProps {
  peer: Peer;
  index: number;
  x: number;
  y: number;
  edge: number;
  raised: boolean;
  /** The one of all tiles that Tab reaches; arrows go on from it. */
  current: boolean;
  maySpotlight: boolean;
}

/** What can be pressed and read of one tile; its picture is painted below, on the wall's one canvas. */
export const WallTile = memo(function WallTile(props: WallTileProps) {
  const { peer, index, x, y, edge, raised, current, maySpotlight } = props;
  const t = useTranslations("wall");
  const { slot, name, color, online } = peer;
  const tabIndex = current ? 0 : -1;
  return (
    <li
      className={`${css.tile} ${edge >= LARGE ? css.large : ""}`}
      style={{ transform: `translate(${x}px, ${y}px)`, width: edge }}
      data-online={online}
    >
      <button
        type="button"
        className={css.fly}
        style={{ paddingTop: edge }}
        tabIndex={tabIndex}
        data-tile={index}
        data-slot={slot}
        data-act="fly"
        data-testid={`wall-tile-${slot}`}
        title={t("fly", { name })}
        aria-label={t(raised ? "tileRaised" : "tile", { name })}
      >
        <span className={css.name} style={{ borderColor: color }}>
          {raised && <Hand aria-hidden="true" />}
          <span className={css.word}>{name}</span>
        </span>
      </button>
      {maySpotlight && (
        <button
          type="button"
          className={css.spotlight}
          tabIndex={tabIndex}
          data-slot={slot}
          data-act="spotlight"
          data-testid={`wall-spotlight-${slot}`}
          title={t("spotlight", { name })}
          aria-label={t("spotlight", { name })}
        >
          <Presentation aria-hidden="true" />
        </button>
      )}
    </li>
  );
});
