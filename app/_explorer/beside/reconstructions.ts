import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { after } from "../after.ts";
import { decodeLatents } from "../decode.ts";
import type { Cloud } from "../store.ts";
import { codeOf } from "./shadows.ts";

/** A model and the data as it sees them. */
export interface Seen {
  card: ModelCard;
  cloud: Cloud;
}

/** Between two questions of one model: thirty who drag at once ask the server three hundred small questions a second. */
const GAP_MS = 200;
const RETRY_MS = 2_000;
const RETRY_MAX_MS = 30_000;
/** 1.6 MB of digits. */
const KEPT = 2_000;

/**
 * Images that models decode from the codes of data. There are only as many as there are data, the server draws each
 * once for everyone (http/decoded.ts), and this page keeps those it had: so no page needs a second decoder of its own.
 */
export interface Reconstructions {
  find: (card: ModelCard, row: number) => Uint8Array | undefined;
  /** What is to be seen now; takes the place of what was wanted of this model before and still waits. */
  want: (of: Seen, rows: readonly number[]) => void;
  /** Why the newest could not be drawn; asked again in a while. */
  readonly fault: string | null;
  close: () => void;
}

interface Desk {
  of: Seen;
  rows: readonly number[];
  busy: boolean;
  failures: number;
  fault: string | null;
}

/** @param changed hears that an image is there, or that none can be had */
export function createReconstructions(
  changed: () => void,
  decode = decodeLatents,
): Reconstructions {
  const known = new Map<string, Uint8Array>();
  const desks = new Map<string, Desk>();
  const abort = new AbortController();
  const pauses = new Set<() => void>();

  const keep = (key: string, image: Uint8Array) => {
    known.set(key, image);
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
  };

  const draw = async ({ of: { card, cloud } }: Desk, rows: readonly number[]) => {
    const embedding = { values: cloud.embedding, latentDim: card.latentDim };
    const codes = rows.map((row) => codeOf(embedding, row));
    const images = await decode(card.id, codes, abort.signal);
    // Copied: one image must not keep all that came with it.
    for (const [i, row] of rows.entries()) keep(keyOf(card, row), Uint8Array.from(images[i] ?? []));
  };

  /** Never rejects. */
  const ask = async (desk: Desk) => {
    const missing = desk.rows.filter((row) => !known.has(keyOf(desk.of.card, row)));
    if (desk.busy || missing.length === 0 || abort.signal.aborted) return;
    desk.busy = true;
    const failed = await draw(desk, missing).then(() => null, sentence);
    if (abort.signal.aborted) return;
    desk.failures = failed === null ? 0 : desk.failures + 1;
    desk.fault = failed;
    changed();
    rest(desk);
  };

  const rest = (desk: Desk) => {
    const { failures } = desk;
    const pause = Math.min(RETRY_MAX_MS, failures === 0 ? GAP_MS : RETRY_MS * 2 ** (failures - 1));
    const cancel = after(pause, () => {
      pauses.delete(cancel);
      desk.busy = false;
      void ask(desk);
    });
    pauses.add(cancel);
  };

  return {
    find: (card, row) => known.get(keyOf(card, row)),
    want(of, rows) {
      const desk = desks.get(of.card.weightsHash) ?? startDesk(of);
      desks.set(of.card.weightsHash, Object.assign(desk, { of, rows }));
      void ask(desk);
    },
    get fault() {
      for (const { fault } of desks.values()) if (fault !== null) return fault;
      return null;
    },
    close() {
      abort.abort();
      for (const cancel of pauses) cancel();
    },
  };
}

const startDesk = (of: Seen): Desk => ({ of, rows: [], busy: false, failures: 0, fault: null });
const keyOf = ({ weightsHash }: ModelCard, row: number) => `${weightsHash}:${row}`;

const sentence = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
