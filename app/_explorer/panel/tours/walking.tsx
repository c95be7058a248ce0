"use client";

import dynamic from "next/dynamic";
import { useTour } from "../../tours/tour-state.ts";

const Card = dynamic(() => import("./tour-card.tsx").then((module) => module.TourCard), {
  ssr: false,
});
const Pill = dynamic(() => import("./tour-pill.tsx").then((module) => module.TourPill), {
  ssr: false,
});

/** The card of the tour that this page walks, if any; its code comes with the first tour. */
export function WalkingCard({ compact }: { compact: boolean }) {
  const walk = useTour((s) => s.walk);
  const folded = useTour((s) => s.folded);
  return walk && !folded ? <Card compact={compact} walk={walk} /> : null;
}

/** What is left of the card where it was folded, or the tour left: the way back. */
export function WalkingPill() {
  const shown = useTour((s) => s.left || (s.walk !== null && s.folded));
  return shown ? <Pill /> : null;
}
