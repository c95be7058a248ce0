import { blur, medianFilter } from "../../../../server/degrade/filters.ts";
import { applyLinearMap, type LinearMap } from "../../../../server/degrade/linear-map.ts";
import { meanSquaredError, peakSignalToNoise } from "../../../../server/degrade/measures.ts";
import { pooledShape, upsample } from "../../../../server/degrade/resample.ts";
import { type Shape, sizeOf } from "../../../../server/degrade/shape.ts";
import { structuralSimilarity } from "../../../../server/degrade/similarity.ts";
import type { BenchDamage } from "../../../../server/protocol/bench.ts";
import { type Damaged, damageImage, partOf, withoutVeil } from "./damage.ts";
import type { Nets } from "./nets.ts";
import type { Subject } from "./subjects.ts";

/** Pixels that the smoothing baseline spreads each over: the lesson's best. */
const SMOOTH_PX = 1;
/** Points along the way of an image: as many as look like a curve. */
const WAY_POINTS = 25;

/** An undamaged image, and what is done to it. */
export interface Task {
  image: Float32Array;
  shape: Shape;
  damage: BenchDamage;
}

export interface Outcome {
  /** What it made of the damaged image, 0..255. */
  pixels: Uint8Array<ArrayBuffer>;
  /** Against the undamaged image. PSNR is infinite for the same. */
  psnr: number;
  ssim: number;
  /** Mean squared error against what it was given: how strange that is to it. Null for what has no code. */
  ownError: number | null;
  /** Latents, one after another. Of a `way`, which has no image; and where the image lies, of what has a code. */
  z: Float32Array | null;
}

interface Deps {
  nets: Nets;
  /** A linear denoiser. */
  linearMap: (file: string) => Promise<LinearMap>;
}

export interface BenchEngine {
  run: (task: Task, subject: Subject) => Promise<Outcome>;
}

/** Damages, mends and measures; runs in a worker, or in Node for its tests. */
export function createBenchEngine({ nets, linearMap }: Deps): BenchEngine {
  const encode = async (file: string, images: Float32Array, shape: Shape) => {
    const net = await nets.get(file);
    return net.run(images, [images.length / sizeOf(shape), ...shape]);
  };

  const mend = async (subject: Subject, damaged: Damaged, { shape, damage }: Task) => {
    switch (subject.kind) {
      case "baseline": {
        const map = subject.map === undefined ? null : await linearMap(subject.map);
        return { made: plain(subject.id, damaged, { shape, damage, map }), z: null };
      }
      case "restorer": {
        const net = await nets.get(subject.restorer);
        return {
          made: await net.run(damaged.low, [1, ...pooledShape(shape, subject.factor)]),
          z: null,
        };
      }
      case "latent": {
        const z = await encode(subject.encoder, damaged.seen, shape);
        const net = await nets.get(subject.decoder);
        return { made: await net.run(z, [1, subject.latentDim]), z };
      }
      case "way":
        throw new Error("a way is no image");
      default:
        return subject satisfies never;
    }
  };

  return {
    async run(task, subject) {
      if (subject.kind === "way") {
        const steps = wayOf(task);
        return { ...NO_IMAGE, z: await encode(subject.encoder, steps, task.shape) };
      }
      const damaged = damageImage(task.image, task.shape, task.damage);
      const { made, z } = await mend(subject, damaged, task);
      return {
        pixels: Uint8Array.from(made, (value) => Math.round(255 * Math.min(1, Math.max(0, value)))),
        psnr: peakSignalToNoise(meanSquaredError(task.image, made)),
        ssim: structuralSimilarity(task.image, made, task.shape),
        ownError: subject.kind === "latent" ? meanSquaredError(damaged.seen, made) : null,
        z,
      };
    },
  };
}

const NO_IMAGE = { pixels: new Uint8Array(0), psnr: 0, ssim: 0, ownError: null };

/** The image from undamaged to as it is, one after another. */
function wayOf({ image, shape, damage }: Task): Float32Array {
  const size = sizeOf(shape);
  const steps = new Float32Array(WAY_POINTS * size);
  for (let i = 0; i < WAY_POINTS; i++) {
    const { seen } = damageImage(image, shape, partOf(damage, i / (WAY_POINTS - 1)));
    steps.set(seen, i * size);
  }
  return steps;
}

function plain(
  id: Extract<Subject, { kind: "baseline" }>["id"],
  { seen, low }: Damaged,
  { shape, damage, map }: Pick<Task, "shape" | "damage"> & { map: LinearMap | null },
): Float32Array {
  switch (id) {
    case "damaged":
      return seen;
    case "median":
      return medianFilter(withoutVeil(seen, damage), shape);
    case "smooth":
      return blur(withoutVeil(seen, damage), shape, SMOOTH_PX);
    case "linear":
      if (!map) throw new Error("the linear map has no file");
      return applyLinearMap(map, seen);
    case "bilinear":
    case "bicubic": {
      const { factor } = damage;
      if (factor === 1) return seen;
      return upsample(low, pooledShape(shape, factor), { factor, kernel: id });
    }
    default:
      return id satisfies never;
  }
}
