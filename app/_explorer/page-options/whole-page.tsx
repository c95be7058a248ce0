"use client";

import { ExternalLink } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "use-intl/react";
import css from "./whole-page.module.css";

/** From a frame in a page of a course to the same room in a window of its own, with what the link hides still hidden. */
export function WholePage() {
  const t = useTranslations("options");
  const path = usePathname();
  const query = new URLSearchParams(useSearchParams() ?? undefined);
  query.delete("embed");
  const rest = query.size > 0 ? `?${query}` : "";
  return (
    <a
      className={css.link}
      href={`${path}${rest}`}
      target="_blank"
      rel="noopener"
      aria-label={t("wholePage")}
      title={t("wholePage")}
      data-testid="whole-page"
    >
      <ExternalLink aria-hidden="true" />
    </a>
  );
}
