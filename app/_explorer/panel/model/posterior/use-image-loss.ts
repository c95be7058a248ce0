import { useEffect, useState } from "react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { text } from "../../../../_i18n/text.ts";
import { after } from "../../../after.ts";
import { openDataImages } from "../../../data-images/data-images.ts";
import { decodeLatents } from "../../../decode.ts";
import type { Cloud } from "../../../store.ts";
import { type ImageLoss, imageLoss, latentsToDecode } from "./image-loss.ts";

/** A pointer on its way over the cloud touches dozens; only where it rests is worth decoding. */
const SETTLE_MS = 150;

export interface ToldLoss {
  row: number;
  image: Uint8Array;
  /** The picture at the mean first, then of the draws. */
  decoded: readonly Uint8Array[];
  loss: ImageLoss;
}

/** The loss of the datum in `row`; that of the last one until it is here. `fault` says why there is none. */
export function useImageLoss(
  card: ModelCard,
  cloud: Cloud,
  logVar: Float32Array | null,
  row: number | null,
): { told: ToldLoss | null; fault: string | null } {
  const [told, setTold] = useState<ToldLoss | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    if (row === null) return;
    const abort = new AbortController();
    const cancel = after(SETTLE_MS, () => {
      tell(card, cloud, logVar, row, abort.signal).then(
        (next) => {
          if (abort.signal.aborted) return;
          setTold(next);
          setFault(null);
        },
        (cause: unknown) => {
          if (!abort.signal.aborted) setFault(sentence(cause));
        },
      );
    });
    return () => {
      cancel();
      abort.abort();
    };
  }, [card, cloud, logVar, row]);
  return { told, fault };
}

async function tell(
  card: ModelCard,
  cloud: Cloud,
  logVar: Float32Array | null,
  row: number,
  signal: AbortSignal,
): Promise<ToldLoss> {
  const { latentDim, condition } = card;
  const part = (rows: Float32Array) => rows.slice(row * latentDim, (row + 1) * latentDim);
  const mean = part(cloud.embedding);
  const own = logVar && part(logVar);
  const [images, decoded] = await Promise.all([
    openDataImages(card.dataset).catch(unread),
    decodeLatents(card.id, latentsToDecode(mean, own), signal),
  ]);
  const image = images.row(row);
  const loss = imageLoss(image, decoded, { mean, logVar: own, label: condition?.dimension });
  return { row, image, decoded, loss };
}

/** What the exact pixels' reader says is for developers. */
function unread(cause: unknown): never {
  throw cause instanceof TypeError ? cause : new Error(text("connection.data.failed"));
}

function sentence(cause: unknown): string {
  const offline = cause instanceof TypeError || !(cause instanceof Error);
  return offline ? text("connection.data.offline") : cause.message;
}
