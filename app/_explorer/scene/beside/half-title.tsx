import type { ReactNode } from "react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useCardWords } from "../../../_i18n/use-card-words.ts";
import css from "./beside.module.css";
import { useKind } from "./use-kind.ts";

/** Over each half: which model it is, of which kind, and how hard it was pressed towards its prior. */
export function HalfTitle({ card, children }: { card: ModelCard; children?: ReactNode }) {
  const { title } = useCardWords()(card);
  const kind = useKind();
  return (
    <div className={css.title}>
      <p>
        <strong>{title}</strong>
        <span>{kind(card)}</span>
      </p>
      {children}
    </div>
  );
}
