"use client";

import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import { useMeter } from "../../../bench/data-errors.ts";
import { placeOf, type Reading } from "../../../bench/meter.ts";
import css from "./meter.module.css";

/** From here on an image is called strange: one in a hundred of the data is. */
const STRANGE = 0.99;

/** Where the error on this image lies among those on the training images. */
export function MeterView({ card, error }: { card: ModelCard; error: number }) {
  const t = useTranslations("bench.meter");
  const meter = useMeter(card);
  if (meter === null) return <p className={css.text}>{t("computing")}</p>;
  if (meter === "failed") return <p className={css.text}>{t("failed")}</p>;
  const reading = meter(error);
  const { share } = reading;
  const percent = fixed(100 * share, share > 0.99 ? 1 : 0);
  const says = share >= 1 ? t("stranger") : t(share >= STRANGE ? "strange" : "usual", { percent });
  return (
    <figure className={css.meter} data-strange={share >= STRANGE} data-share={share.toFixed(4)}>
      <Histogram reading={reading} error={error} label={t("label", { text: says })} />
      <figcaption className={css.text} title={t("error", { value: fixed(error, 4) })}>
        {says}
      </figcaption>
    </figure>
  );
}

const [WIDTH, HEIGHT] = [100, 24];

function Histogram({ reading, error, label }: { reading: Reading; error: number; label: string }) {
  const { bins, from, to } = reading;
  const most = Math.max(1, ...bins);
  const step = WIDTH / bins.length;
  const at = Math.min(WIDTH - 1, Math.max(1, placeOf(error, from, to) * WIDTH));
  return (
    <svg
      className={css.bars}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {bins.map((count, i) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place.
          key={i}
          x={i * step}
          y={HEIGHT - (HEIGHT * count) / most}
          width={step * 0.86}
          height={(HEIGHT * count) / most}
        />
      ))}
      <line x1={at} x2={at} y1={0} y2={HEIGHT} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
