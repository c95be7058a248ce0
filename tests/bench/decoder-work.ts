import { readFileSync } from "node:fs";

interface Layer {
  class_name: string;
  config: { name: string; strides?: [number, number]; target_shape?: [number, number, number] };
}

interface LayersFile {
  modelTopology: { config: { layers: Layer[] } };
  weightsManifest: { weights: { name: string; shape: number[] }[] }[];
}

/**
 * Floating point operations of one decoded image, two for each multiply-add of its dense layers and convolutions; edges
 * count as if they were padded.
 * @throws Error when a layer with weights is of a kind that is not known here
 */
export function decoderFlops(folder: string): number {
  const file = JSON.parse(readFileSync(`${folder}/decoder/model.json`, "utf8")) as LayersFile;
  const kernels = new Map(
    file.weightsManifest.flatMap(({ weights }) =>
      weights.map(({ name, shape }) => [name, shape.reduce((product, n) => product * n, 1)]),
    ),
  );
  let pixels = 1;
  let multiplyAdds = 0;
  for (const { class_name: kind, config } of file.modelTopology.config.layers) {
    const kernel = kernels.get(`${config.name}/kernel`) ?? 0;
    const stride = (config.strides?.[0] ?? 1) * (config.strides?.[1] ?? 1);
    if (kind === "Reshape" && config.target_shape)
      pixels = config.target_shape[0] * config.target_shape[1];
    else if (kind === "Dense") multiplyAdds += kernel;
    else if (kind === "Conv2D") {
      pixels /= stride;
      multiplyAdds += kernel * pixels;
    } else if (kind === "Conv2DTranspose") {
      multiplyAdds += kernel * pixels;
      pixels *= stride;
    } else if (kernel > 0) throw new Error(`nobody counted the work of a ${kind}`);
  }
  return 2 * multiplyAdds;
}
