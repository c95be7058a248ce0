"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { IconButton } from "../../../_ui/button.tsx";
import css from "./pager.module.css";

interface Props {
  page: number;
  pages: number;
  /** Sliders on all pages. */
  count: number;
  typed: string;
  onPage: (page: number) => void;
  onType: (typed: string) => void;
}

/** From page to page of the sliders, and to one by its number. */
export function Pager({ page, pages, count, typed, onPage, onType }: Props) {
  const t = useTranslations("sliders");
  return (
    <div className={css.pager}>
      <input
        type="search"
        inputMode="numeric"
        className={css.search}
        value={typed}
        placeholder={t("findLike")}
        aria-label={t("find")}
        maxLength={5}
        onChange={(event) => onType(event.currentTarget.value)}
        data-testid="find-dimension"
      />
      <IconButton
        label={t("previous")}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
        data-testid="sliders-previous"
      >
        <ChevronLeft />
      </IconButton>
      <output className={css.place} data-testid="sliders-page">
        {count === 0 ? t("none") : t("page", { page: page + 1, pages })}
      </output>
      <IconButton
        label={t("next")}
        disabled={page >= pages - 1}
        onClick={() => onPage(page + 1)}
        data-testid="sliders-next"
      >
        <ChevronRight />
      </IconButton>
    </div>
  );
}
