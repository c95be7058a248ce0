"use client";

import type { ReactNode } from "react";
import type { Part } from "./page-options.ts";
import { useHides } from "./use-page-options.ts";

/** A part of the page that a link may take away. */
export function Shown({ part, children }: { part: Part; children: ReactNode }) {
  return useHides()(part) ? null : children;
}
