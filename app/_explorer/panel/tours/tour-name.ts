import { useLocale } from "use-intl/react";
import type { TourSummary } from "../../../../server/protocol/tour.ts";

/** A tour's name; of one that came with the model, in the language shown. */
export function useTourName({ name, builtIn }: Pick<TourSummary, "name" | "builtIn">): string {
  const locale = useLocale();
  return builtIn?.[locale] ?? name;
}
