"use client";

import { useRef } from "react";
import { useTranslations } from "use-intl/react";
import { fixed } from "../../../_i18n/number.ts";
import { useAnimationFrame } from "../../../_ui/frame-loop.ts";
import { mayEdit } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { headNow } from "./playback-clock.ts";
import css from "./scrubber.module.css";

interface ScrubberProps {
  pathId: string;
  seconds: number;
  onScrub: (at: number) => void;
}

/** At most so many positions a second leave the page while scrubbing; the last one always does. */
const SEND_MS = 60;

/** The shared head over the film strip: moves by itself while the path plays, takes the room along when dragged. */
export function Scrubber({ pathId, seconds, onScrub }: ScrubberProps) {
  const t = useTranslations("playback");
  const input = useRef<HTMLInputElement>(null);
  const waiting = useRef<number | null>(null);
  // Rendered again with each word of the playback: what stands is drawn once.
  const edits = useExplorer(mayEdit);
  const playback = useExplorer((s) => (s.playback?.pathId === pathId ? s.playback : null));
  useAnimationFrame(() => {
    if (!input.current || input.current.matches(":active") || waiting.current !== null) return;
    const at = headNow(pathId, seconds);
    input.current.value = String(at ?? 0);
    input.current.dataset.idle = String(at === null);
    input.current.setAttribute(
      "aria-valuetext",
      t("seconds", { value: fixed((at ?? 0) * seconds, 1) }),
    );
  }, playback?.playing ?? false);
  const scrub = () => {
    waiting.current ??= window.setTimeout(() => {
      waiting.current = null;
      if (input.current) onScrub(input.current.valueAsNumber);
    }, SEND_MS);
  };
  return (
    <input
      ref={input}
      className={css.scrubber}
      type="range"
      min={0}
      max={1}
      step={0.001}
      defaultValue={0}
      aria-label={t("position")}
      disabled={!edits}
      data-testid="path-scrub"
      onInput={scrub}
    />
  );
}
