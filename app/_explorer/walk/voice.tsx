"use client";

import { useEffect } from "react";
import { hush, useSpoken } from "./spoken.ts";

/** Where the walk by keyboard tells screen readers what is there. Stands in the page before it says anything, as they need. */
export function Voice() {
  const text = useSpoken((s) => s.text);
  useEffect(() => hush, []);
  return (
    <p className="sr-only" role="status" aria-live="polite" data-testid="spoken">
      {text}
    </p>
  );
}
