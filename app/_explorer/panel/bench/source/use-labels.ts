"use client";

import { useEffect, useState } from "react";
import { DATASET_FILES } from "../../../../../server/protocol/artifact-files.ts";
import type { Dataset } from "../../../../../server/protocol/dataset.ts";
import { download } from "../../../download.ts";
import { dataFile } from "../../../files.ts";

/** The class of each shown image; null until it is here. Without it images have no names, and all else works. */
export function useLabels(dataset: Dataset): Uint8Array | null {
  const [found, setFound] = useState<{ of: string; labels: Uint8Array } | null>(null);
  const { id, hash } = dataset;
  useEffect(() => {
    const abort = new AbortController();
    download(dataFile({ id, hash }, DATASET_FILES.labels), abort.signal).then(
      (labels) => setFound({ of: hash, labels }),
      () => {},
    );
    return () => abort.abort();
  }, [id, hash]);
  return found?.of === hash ? found.labels : null;
}
