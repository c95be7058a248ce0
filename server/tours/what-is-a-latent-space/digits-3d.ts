import { lerp, norm } from "../../latent/interpolate.ts";
import { latentAt } from "../../latent/path.ts";
import { figure, imageSize } from "../../protocol/card-shape.ts";
import type { Interpolation, Vec3 } from "../../protocol/entities.ts";
import type { ModelCard } from "../../protocol/model-card.ts";
import type { Landscape } from "../landscape.ts";
import type { TourPlaces } from "../places.ts";

type Stop = TourPlaces["stops"][number];

/** From where the room's first view looks too: a little from the right and from above. */
const SIGHT: Vec3 = [0.46, 0.35, 0.82];
const FAR = 13.5;
const NEAR = 3.4;
const MORPH_SECONDS = 12;
const CLASSES = 10;

/** Stops of the tour in a space of three dimensions, where a latent is a place in the scene. */
export function placesOf(card: ModelCard, land: Landscape): TourPlaces {
  const { metrics: heldOut, baselines } = card;
  const { train, validation } = card.dataset.shown;
  const tests = train + validation;
  const [two, four, nine] = [2, 4, 9].map((label) => land.at(land.typical(label))) as Latents;
  const [one, zero] = [1, 0].map((label) => land.at(land.typical(label))) as Latents;
  const origin = new Float32Array(card.latentDim);
  const flip = boundary(land, four, nine);
  const empty = land.emptiest(2);
  const astray = land.at(land.astray(4, 9, tests));
  const only = (...shown: number[]) =>
    Array.from({ length: CLASSES }, (_, i) => i).filter((i) => !shown.includes(i));
  return {
    weightsHash: card.weightsHash,
    figures: {
      pixels: imageSize(card),
      knn: percent(figure(heldOut, "knn10")),
      knnPca: percent(figure(baselines, "pca.knn10")),
      kl: round(figure(heldOut, "klNats"), 1),
      klBits: round(figure(heldOut, "klNats") / Math.LN2, 0),
      elbo: round(figure(heldOut, "negativeElbo"), 1),
      within1: percent(land.within(1)),
      within2: percent(land.within(2)),
      originMix: land.survey(origin).mix[0]?.count ?? 0,
      originLabel: land.survey(origin).mix[0]?.label ?? 0,
      flip: percent(flip.at),
      emptyDistance: round(land.survey(empty).nearest?.distance ?? 0, 2),
      emptyShare: percent(land.emptyShare),
      fourAsNine: percent(land.shareAstray(4, 9, tests)),
      straightNorm: round(least("lerp", one, zero), 1),
      arcNorm: round(least("slerp", one, zero), 1),
    },
    stops: [
      stop("cloudofall", two, { distance: FAR, about: origin, tab: "legend" }),
      stop("onedigit", two, { images: true }),
      stop("neighbours", two, { distance: 1.6, images: true }),
      stop("thecentre", origin, { distance: 5 }),
      stop("priorball", land.at(land.typical(7)), { distance: 9, about: origin }),
      stop("morphing", four, { distance: 4.5, path: walk("lerp", four, nine), hidden: only(4, 9) }),
      stop("boundary", flip.z, { hidden: only(4, 9), tab: "legend", distance: 2.4 }),
      stop("emptyplace", empty, { images: true, distance: 3 }),
      stop("straightline", one, { distance: 8, about: origin, path: walk("lerp", one, zero) }),
      stop("greatcircle", one, { distance: 8, about: origin, path: walk("slerp", one, zero) }),
      stop("cameback", astray, { images: true, distance: 2 }),
      stop("threenumbers", origin, { distance: FAR }),
    ],
  };
}

type Latents = [Float32Array, Float32Array, Float32Array];

interface Look {
  distance?: number;
  /** What the camera looks at, where that is not the stop's place. */
  about?: Float32Array;
  images?: boolean;
  hidden?: number[];
  tab?: string;
  path?: Stop["path"];
}

function stop(id: string, z: Float32Array, look: Look): Stop {
  const { distance = NEAR, about = z, images = false, hidden = [], tab = null, path = null } = look;
  const target = [...about].map((value) => round(value, 3)) as Vec3;
  const position = target.map((value, i) => round(value + distance * (SIGHT[i] ?? 0), 3)) as Vec3;
  const view = {
    camera: { position, target },
    colouring: "class",
    hiddenClasses: hidden,
    images,
    tab,
  };
  return { id, z: [...z], path, view };
}

const walk = (
  interpolation: Interpolation,
  from: Float32Array,
  to: Float32Array,
): Stop["path"] => ({
  interpolation,
  seconds: MORPH_SECONDS,
  stops: [[...from], [...to]],
});

/** Where most of the ten nearest data change from the first's kind to the other's, by halving. */
function boundary(land: Landscape, from: Float32Array, to: Float32Array) {
  const label = land.survey(to).mix[0]?.label;
  const isThere = (at: number) =>
    (land.survey(lerp(from, to, at)).mix.find((part) => part.label === label)?.count ?? 0) > 5;
  let [low, high] = [0, 1];
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2;
    if (isThere(middle)) high = middle;
    else low = middle;
  }
  return { at: high, z: lerp(from, to, high) };
}

/** How near to the origin a path comes. */
function least(kind: Interpolation, from: Float32Array, to: Float32Array): number {
  return Math.min(
    ...Array.from({ length: 101 }, (_, i) => norm(latentAt([from, to], kind, i / 100))),
  );
}

const percent = (share: number) => Math.round(share * 100);
const round = (value: number, digits: number) => Number(value.toFixed(digits));
