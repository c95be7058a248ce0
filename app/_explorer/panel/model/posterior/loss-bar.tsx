"use client";

import { useTranslations } from "use-intl/react";
import { fixed } from "../../../../_i18n/number.ts";
import css from "./posterior.module.css";

interface Props {
  name: string;
  /** Nats. */
  reconstruction: number;
  /** Null where the model has none. */
  kl: number | null;
  /** What is as long as the whole bar, nats. */
  full: number;
  testId: string;
}

/** One loss taken apart: reconstruction and KL side by side, as long as they are, and their sum. */
export function LossBar({ name, reconstruction, kl, full, testId }: Props) {
  const t = useTranslations("posterior.loss");
  const share = (nats: number) => `${Math.min(100, (100 * Math.max(0, nats)) / full)}%`;
  return (
    <div className={css.loss} data-testid={testId}>
      <p className={css.lossName}>{name}</p>
      <div className={css.bar} aria-hidden="true">
        <span className={css.reconstruction} style={{ width: share(reconstruction) }} />
        <span className={css.kl} style={{ width: share(kl ?? 0) }} />
      </div>
      <p className={css.sum}>
        <span className={css.reconstructionWord}>{fixed(reconstruction, 1)}</span>
        {kl !== null && (
          <>
            {" + "}
            <span className={css.klWord}>{fixed(kl, 1)}</span>
            {` = ${t("elbo")} `}
            <b>{fixed(reconstruction + kl, 1)}</b>
          </>
        )}
      </p>
    </div>
  );
}
