"use client";

import { useEffect } from "react";
import { fetchModels, type Models } from "./api.ts";
import { type Loaded, useLoaded } from "./use-loaded.ts";

/** The models of the server: as they are now, whenever someone comes back to the page. Nothing is asked for meanwhile. */
export function useModels(): [models: Loaded<Models>, retry: () => void] {
  const [models, retry, put] = useLoaded(fetchModels);
  useEffect(() => {
    const abort = new AbortController();
    let asking = false;
    const look = () => {
      if (document.visibilityState !== "visible" || asking) return;
      asking = true;
      fetchModels(abort.signal)
        .then((now) => put((before) => keepAlike(before, now)))
        // What is shown stays; the next return asks again.
        .catch(() => {})
        .finally(() => {
          asking = false;
        });
    };
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    return () => {
      abort.abort();
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
    };
  }, [put]);
  return [models, retry];
}

/** Cards that say what they said stay the same objects, so that their previews are not decoded again. */
function keepAlike(before: Models | null, now: Models): Models {
  if (!before) return now;
  const known = new Map([...before.models, ...before.restorers].map((card) => [card.id, card]));
  const alike = <C extends { id: string }>(card: C): C => {
    const old = known.get(card.id);
    return old && JSON.stringify(old) === JSON.stringify(card) ? (old as unknown as C) : card;
  };
  return { ...now, models: now.models.map(alike), restorers: now.restorers.map(alike) };
}
