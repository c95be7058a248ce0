import { TABS } from "../panel/ui-state.ts";

/** What a link may take away from the page, by the names that `hide=` knows. */
const PARTS = [
  ...TABS,
  "image",
  "topbar",
  "rename",
  "share",
  "figures",
  "engine",
  "theme",
  "language",
  "lesson",
  "help",
] as const;
export type Part = (typeof PARTS)[number];

/** How the link wants the page. */
export interface PageOptions {
  /** Controls that it takes away, for a class. */
  hide: readonly Part[];
  /** The page stands in a page of a course. */
  embed: boolean;
}

/** A longer list than of every part holds nothing more. */
const HIDE_MAX_CHARS = 300;

/**
 * Reads `hide=sliders,places` and `embed=1`. Names that are no part are left out, so that a link of another version
 * still opens.
 * @param query null where no page was asked for, as in a test of one panel
 */
export function pageOptions(query: Pick<URLSearchParams, "get"> | null): PageOptions {
  const text = (query?.get("hide") ?? "").slice(0, HIDE_MAX_CHARS).toLowerCase();
  const asked = new Set(text.split(/[\s,]+/));
  return { hide: PARTS.filter((part) => asked.has(part)), embed: query?.get("embed") === "1" };
}
