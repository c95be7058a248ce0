import type { RestorerPreset, Sourced } from "./preset.ts";

/** A net for larger images sees pixels as they are: bending would blur what it is to learn. */
const common = {
  kind: "super-resolution",
  filters: [48, 48, 48, 48],
  batchSize: 64,
  learningRate: 2e-3,
  warmUpEpochs: 0,
  patience: 10,
  augmentation: { share: 0, rotation: 0, stretch: 0, shift: 0 },
} as const;

export const RESTORERS = {
  "digits-sr2": {
    ...common,
    data: "digits",
    factor: 2,
    epochs: 15,
    title: "Digits, twice as sharp",
    summary:
      "Super-resolution from 14 × 14 to 28 × 28 pixels: a convolutional net without a bottleneck learns what to add to the enlarged image.",
  },
  "digits-sr4": {
    ...common,
    data: "digits",
    factor: 4,
    epochs: 25,
    title: "Digits, four times as sharp",
    summary:
      "Super-resolution from 7 × 7 to 28 × 28 pixels: most of what it draws is a guess from other digits, and noise becomes strokes.",
  },
  "fashion-sr2": {
    ...common,
    data: "fashion",
    factor: 2,
    epochs: 4,
    title: "Clothes, twice as sharp",
    summary:
      "Super-resolution from 14 × 14 to 28 × 28 pixels on Fashion-MNIST: a convolutional net without a bottleneck learns what to add to the enlarged image.",
  },
} as const satisfies Record<string, RestorerPreset & Sourced>;
