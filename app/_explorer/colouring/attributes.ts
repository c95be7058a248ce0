import { create } from "zustand";
import { DATASET_FILES } from "../../../server/protocol/artifact-files.ts";
import { embeddingCount } from "../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { text } from "../../_i18n/text.ts";
import { download } from "../download.ts";
import { dataFile } from "../files.ts";
import { type Cloud, toast, useExplorer } from "../store.ts";
import { attributeIndex, BY_CLASS, type Colouring } from "./columns.ts";

interface Attributes {
  /** A byte for each point, attribute after attribute; null until they are here. */
  columns: readonly Uint8Array[] | null;
  /** The hash of their data. */
  of: string | null;
}

const none: Attributes = { columns: null, of: null };

/** What else is known of each point; all models of the data share it. */
export const useAttributes = create<Attributes>()(() => none);

/** Points can still be coloured by class when it fails, so that is a toast and not a fault. */
export async function loadAttributes(card: ModelCard, signal: AbortSignal): Promise<void> {
  const { dataset } = card;
  if (useAttributes.getState().of === dataset.hash) return;
  useAttributes.setState(none);
  if (dataset.attributes.length === 0) return;
  try {
    const bytes = await download(dataFile(dataset, DATASET_FILES.attributes), signal);
    const count = embeddingCount(card);
    if (bytes.byteLength !== count * dataset.attributes.length)
      throw new Error(`${bytes.byteLength} bytes of attributes`);
    const columns = dataset.attributes.map((_, i) => bytes.subarray(i * count, (i + 1) * count));
    useAttributes.setState({ columns, of: dataset.hash });
  } catch (cause) {
    if (signal.aborted) throw cause;
    const run = () => void loadAttributes(card, signal).catch(() => {});
    toast(text("connection.data.noAttributes"), {
      tone: "error",
      action: { id: "retry", label: text("common.retry"), run },
    });
  }
}

/** What colours the points. */
export interface Shades {
  colouring: Colouring;
  /** A byte for each point, by which it is coloured. */
  labels: Uint8Array;
  /** Those that are not shown. */
  hidden: ReadonlySet<number>;
}

const NOTHING: ReadonlySet<number> = new Set();

/** Of a model of the room's data. Until an attribute has come its points are coloured by class, and all are shown. */
export function shadesOf({ labels }: Pick<Cloud, "labels">): Shades {
  const { colouring, hiddenClasses, card } = useExplorer.getState();
  const index = card ? attributeIndex(card.dataset, colouring) : -1;
  if (index < 0) return { colouring: BY_CLASS, labels, hidden: hiddenClasses };
  const column = useAttributes.getState().columns?.[index];
  if (!column) return { colouring: BY_CLASS, labels, hidden: NOTHING };
  return { colouring, labels: column, hidden: hiddenClasses };
}
