import { findFashion } from "../../server/train/data/fashion/files.ts";

/** Models of Fashion-MNIST can be measured again only where its files are: `apt-get install dataset-fashion-mnist`. */
export const FASHION_IS_HERE = findFashion() !== null;

if (!FASHION_IS_HERE)
  console.warn(
    "SKIPPED: everything that needs Fashion-MNIST. `npm run dataset -- fashion-mnist`, or Debian's dataset-fashion-mnist, brings it.",
  );
