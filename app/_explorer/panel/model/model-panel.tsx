"use client";

import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useExplorer } from "../../store.ts";
import css from "./model-panel.module.css";
import { type SectionId, useSection } from "./open-section.ts";
import { Section } from "./section.tsx";
import { noClasses, noEncoder, noExactImages, noPlane, type WhyNot } from "./why-not.ts";

const BesideSection = dynamic(
  () => import("./beside/beside-section.tsx").then((module) => module.BesideSection),
  { ssr: false },
);
const MapSection = dynamic(() =>
  import("./map/map-section.tsx").then((module) => module.MapSection),
);
const PlaneSection = dynamic(() =>
  import("./map/plane-section.tsx").then((module) => module.PlaneSection),
);
const About = dynamic(() => import("./about/about.tsx").then((module) => module.About), {
  ssr: false,
});
const Codes = dynamic(() => import("./codes/codes.tsx").then((module) => module.Codes), {
  ssr: false,
});
const Grid = dynamic(() => import("./grid/grid.tsx").then((module) => module.Grid), { ssr: false });
const PosteriorSection = dynamic(
  () => import("./posterior/posterior-section.tsx").then((module) => module.PosteriorSection),
  { ssr: false },
);
const NoiseSection = dynamic(
  () => import("./noise/noise-section.tsx").then((module) => module.NoiseSection),
  { ssr: false },
);

const BenchEntry = dynamic<{ card: ModelCard }>(
  () => import("./bench/bench-entry.tsx").then((module) => module.BenchEntry),
  { ssr: false },
);

/**
 * A part of the Model tab. `fits` says for which models it has a meaning; `content` is its folder's entry, imported when
 * it is opened (`next/dynamic`), so that the page does not carry it before.
 */
interface ModelSection {
  id: SectionId;
  fits: (card: ModelCard) => boolean;
  /** What it lacks in this model, if anything: then one line says that in the content's place. */
  whyNot?: (card: ModelCard) => WhyNot | null;
  content: ComponentType<{ card: ModelCard }>;
}

const SwitchSection = dynamic(
  () => import("./switch/switch-section.tsx").then((module) => module.SwitchSection),
  { ssr: false },
);

/** In the order shown. A new part is one line here, its folder beside this file, and its heading in the catalogue. */
const SECTIONS: readonly ModelSection[] = [
  { id: "about", fits: () => true, content: About },
  { id: "switch", fits: () => true, content: SwitchSection },
  { id: "beside", fits: () => true, content: BesideSection },
  { id: "map", fits: ({ latentDim }) => latentDim === 2, whyNot: noPlane, content: MapSection },
  { id: "plane", fits: ({ latentDim }) => latentDim > 2, whyNot: noPlane, content: PlaneSection },
  { id: "posterior", fits: () => true, content: PosteriorSection },
  { id: "noise", fits: () => true, whyNot: noClasses, content: NoiseSection },
  { id: "grid", fits: ({ condition }) => condition !== undefined, content: Grid },
  { id: "codes", fits: () => true, whyNot: noExactImages, content: Codes },
  { id: "bench", fits: () => true, whyNot: noEncoder, content: BenchEntry },
];

/** What the room's model is, and what can be done with it. */
export function ModelPanel() {
  const t = useTranslations("model");
  const card = useExplorer((s) => s.card);
  const open = useSection((s) => s.open);
  if (!card) return null;
  return (
    <div className={css.panel}>
      {SECTIONS.filter(({ fits }) => fits(card)).map(({ id, whyNot, content }) => (
        <Section
          key={id}
          id={id}
          title={t(`sections.${id}`)}
          open={open === id}
          onToggle={() => useSection.setState({ open: open === id ? null : id })}
        >
          <Fitting card={card} missing={whyNot?.(card) ?? null} content={content} />
        </Section>
      ))}
    </div>
  );
}

interface FittingProps {
  card: ModelCard;
  missing: WhyNot | null;
  content: ComponentType<{ card: ModelCard }>;
}

function Fitting({ card, missing, content: Content }: FittingProps) {
  const t = useTranslations("model.whyNot");
  return missing ? <p data-testid="why-not">{t(missing)}</p> : <Content card={card} />;
}
