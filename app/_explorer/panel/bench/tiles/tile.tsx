"use client";

import { Trophy } from "lucide-react";
import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import { Button } from "../../../../_ui/button.tsx";
import type { Tile } from "../../../bench/compute/runner.ts";
import { goTo } from "../../../travel.ts";
import { difference } from "./difference.ts";
import { MeterView } from "./meter-view.tsx";
import { PixelCanvas } from "./pixel-canvas.tsx";
import css from "./tile.module.css";

export interface TileProps {
  id: string;
  name: string;
  /** What it is, in a line. */
  note: string;
  /** Of a model with a code. */
  card: ModelCard | null;
  /** The room's own: its code is a place of this cloud. */
  own: boolean;
  tile: Tile;
  image: Float32Array;
  shape: ModelCard["imageShape"];
  /** There is an undamaged image to compare with. */
  compared: boolean;
  best: { psnr: boolean; ssim: boolean };
  onRetry: () => void;
}

/** What one model, or one way without a model, makes of the damaged image, and how far that is from the undamaged one. */
export function TileView(props: TileProps) {
  const { id, name, note, card, own, tile, image, shape, compared, best } = props;
  const t = useTranslations("bench.tile");
  const { outcome } = tile;
  const pixels = outcome?.pixels ?? null;
  const off = useMemo(
    () => (pixels && compared ? difference(pixels, image, shape[2]) : null),
    [pixels, compared, image, shape],
  );
  return (
    <li className={css.tile} data-testid={`bench-tile-${id}`} data-current={tile.current}>
      <div className={css.head}>
        <h4 className={css.name}>{name}</h4>
        {(best.psnr || best.ssim) && (
          <span className={css.best} title={t(best.psnr ? "bestPsnr" : "bestSsim")}>
            <Trophy aria-hidden="true" /> {t("best")}
          </span>
        )}
      </div>
      <p className={css.note}>{note}</p>
      {tile.state === "failed" ? (
        <div className={css.failed} role="alert">
          <p>{t("failed", { reason: tile.reason })}</p>
          <Button data-testid={`bench-retry-${id}`} onClick={props.onRetry}>
            {t("retry")}
          </Button>
        </div>
      ) : (
        <div className={css.images}>
          <PixelCanvas
            pixels={pixels}
            shape={shape}
            label={t("image", { name })}
            testId={`bench-image-${id}`}
          />
          {compared && <PixelCanvas pixels={off} shape={RGB(shape)} label={t("difference")} />}
          {!outcome && <p className={css.loading}>{t("loading")}</p>}
        </div>
      )}
      {outcome && compared && (
        <p className={css.figures}>
          <span data-best={best.psnr} data-testid={`bench-psnr-${id}`}>
            {Number.isFinite(outcome.psnr)
              ? t("psnr", { value: fixed(outcome.psnr, 1) })
              : t("same")}
          </span>
          <span data-best={best.ssim}>{t("ssim", { value: fixed(outcome.ssim, 3) })}</span>
        </p>
      )}
      {outcome && !compared && <p className={css.figures}>{t("noOriginal")}</p>}
      {card && outcome?.ownError != null && <MeterView card={card} error={outcome.ownError} />}
      {own && outcome?.z && (
        <Button
          title={t("goHint")}
          data-testid="bench-go"
          onClick={() => outcome.z && goTo(outcome.z)}
        >
          {t("go")}
        </Button>
      )}
    </li>
  );
}

const RGB = ([height, width]: ModelCard["imageShape"]): ModelCard["imageShape"] => [
  height,
  width,
  3,
];
