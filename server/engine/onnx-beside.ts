import { hasLayers } from "../protocol/card-shape.ts";
import type { Catalog } from "./catalog.ts";
import type { Engine } from "./engine.ts";

/**
 * An engine that reads layers, with ONNX beside it for models that have none: a decoder that was brought along is ONNX
 * alone. Loaded when the first of them is asked for.
 * @param load rejects where it cannot; tried again the next time
 */
export function withOnnxBeside(
  engine: Engine,
  catalog: Catalog,
  load: () => Promise<Engine>,
): Engine {
  let loading: Promise<Engine> | undefined;
  const onnx = () => {
    loading ??= load().catch((cause) => {
      loading = undefined;
      throw cause;
    });
    return loading;
  };
  return {
    info: engine.info,
    lanes: engine.lanes,
    async decode(modelId, z, count) {
      const entry = catalog.get(modelId);
      const decoding = !entry || hasLayers(entry.card) ? engine : await onnx();
      return decoding.decode(modelId, z, count);
    },
    async dispose() {
      const other = await loading?.catch(() => undefined);
      await Promise.all([engine.dispose(), other?.dispose()]);
    },
  };
}
