"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type PageOptions, type Part, pageOptions } from "./page-options.ts";

/** The link's options, known on the server too: nothing is shown and then taken away. */
export function usePageOptions(): PageOptions {
  const query = useSearchParams();
  return useMemo(() => pageOptions(query), [query]);
}

/** Tells which parts the link took away. */
export function useHides(): (part: Part) => boolean {
  const { hide } = usePageOptions();
  return useCallback((part) => hide.includes(part), [hide]);
}
