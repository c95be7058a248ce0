"use client";

import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import { useCardWords } from "../../../../_i18n/use-card-words.ts";
import { Picture } from "../../../../_ui/picture.tsx";
import { goTo } from "../../../travel.ts";
import css from "./codes.module.css";
import type { DrawnCode, DrawnStrip } from "./draw-codes.ts";

/** What one way of drawing gives, each picture above the image of the data that is most like it. */
export function CodeStrip({ strip, room }: { strip: DrawnStrip; room: ModelCard }) {
  const t = useTranslations("codes");
  const { way, card, codes, distance } = strip;
  const own = card.weightsHash === room.weightsHash;
  const title = useCardWords()(card).title;
  return (
    <section className={css.strip} data-testid={`codes-${way}`}>
      <h4>
        {t(`ways.${way}.title`)} <span className={css.number}>{fixed(distance, 3)}</span>
      </h4>
      <p className={css.quiet}>
        {t(`ways.${way}.text`)} {own ? t("own") : t("other", { title })}
      </p>
      <ol className={css.film}>
        {codes.map((code, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a drawn code is what stands in its place.
          <li key={i}>
            <Code code={code} card={card} own={own} number={i + 1} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Code({
  code: { z, pixels, nearest },
  card,
  own,
  number,
}: {
  code: DrawnCode;
  card: ModelCard;
  /** The room's model drew it: one can go there. */
  own: boolean;
  number: number;
}) {
  const t = useTranslations("codes");
  const { imageShape } = card;
  return (
    <>
      {own ? (
        <button
          type="button"
          className={css.fly}
          title={t("fly")}
          aria-label={t("flyTo", { number })}
          onClick={() => goTo(z)}
        >
          <Picture pixels={pixels} shape={imageShape} />
        </button>
      ) : (
        <Picture pixels={pixels} shape={imageShape} label={t("drawn", { number })} />
      )}
      <Picture pixels={nearest.pixels} shape={imageShape} label={t("nearest", { number })} />
      <span className={css.distance}>{fixed(nearest.error, 3)}</span>
    </>
  );
}
