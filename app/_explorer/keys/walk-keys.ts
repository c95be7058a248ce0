"use client";

import { useEffect } from "react";
import type { Direction } from "../../../server/latent/step-towards.ts";
import { text } from "../../_i18n/text.ts";
import { toast } from "../store.ts";
import { say } from "../walk/spoken.ts";
import { isScene } from "./is-scene.ts";

type Walk = typeof import("../walk/walk.ts");
type Act = (walk: Walk) => string | Promise<string>;

/** With Alt, by physical key. */
const STEPS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  PageUp: "farther",
  PageDown: "nearer",
};

const ACTS: Readonly<Record<string, Act>> = {
  BracketLeft: (walk) => walk.nextPerson(-1),
  BracketRight: (walk) => walk.nextPerson(1),
  Enter: (walk) => walk.flyToChosen(),
  NumpadEnter: (walk) => walk.flyToChosen(),
  Escape: (walk) => walk.dropChoice(),
  KeyV: (walk) => walk.tellWhere(),
};

/** What a key asks of the walk; null when it is none of its keys. By physical key, so that every layout has them. */
function actOf(event: KeyboardEvent): Act | null {
  if (event.ctrlKey || event.metaKey || event.defaultPrevented) return null;
  if (!event.altKey) return ACTS[event.code] ?? null;
  const direction = STEPS[event.code];
  return direction ? (walk) => walk.step(direction) : null;
}

/**
 * The walk by keyboard while the scene has the focus: from datum to datum, from person to person, with words for screen
 * readers. Its code comes with the first key.
 */
export function useWalkKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = isScene(event.target) ? actOf(event) : null;
      if (!act) return;
      // Alt and an arrow would leave the page.
      event.preventDefault();
      void tell(act);
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}

async function tell(act: Act): Promise<void> {
  try {
    await say(act(await import("../walk/walk.ts")));
  } catch {
    toast(text("walk.failed"), { tone: "error" });
  }
}
