import { LATENT_MAX } from "../../../server/protocol/limits.ts";
import {
  decodeViewState,
  encodeViewState,
  VIEW_STATE_MAX_BYTES,
  type ViewState,
} from "../../../server/protocol/view-state.ts";
import { fromBase64Url, toBase64Url } from "./base64-url.ts";

/** What a link to what one sees holds; the model is the room's. */
export interface LinkedView {
  z: Float32Array;
  /** Weights that it was seen with, by the first eight digits of their hash. */
  weights: number;
  view: ViewState;
}

/*
 * u8 version · u32 weights · u16 d · f32[d] z · the view as it travels to followers (protocol/view-state.ts),
 * little-endian, in base64url
 */
const VERSION = 1;
const HEAD_BYTES = 7;
const MAX_CHARS = Math.ceil(((HEAD_BYTES + 4 * LATENT_MAX + VIEW_STATE_MAX_BYTES) * 4) / 3);

export function weightsNumber(weightsHash: string): number {
  return Number.parseInt(weightsHash.slice(0, 8), 16);
}

/** The value of `s=` in a link. */
export function writeViewLink({ z, weights, view }: LinkedView): string {
  const state = encodeViewState(view);
  const bytes = new Uint8Array(HEAD_BYTES + 4 * z.length + state.length);
  const data = new DataView(bytes.buffer);
  data.setUint8(0, VERSION);
  data.setUint32(1, weights, true);
  data.setUint16(5, z.length, true);
  for (const [d, value] of z.entries()) data.setFloat32(HEAD_BYTES + 4 * d, value, true);
  bytes.set(state, HEAD_BYTES + 4 * z.length);
  return toBase64Url(bytes);
}

/** @returns null for anything but what `writeViewLink` writes */
export function readViewLink(text: string): LinkedView | null {
  const bytes = fromBase64Url(text, MAX_CHARS);
  if (!bytes || bytes.length < HEAD_BYTES) return null;
  const data = new DataView(bytes.buffer);
  const latentDim = data.getUint16(5, true);
  const viewAt = HEAD_BYTES + 4 * latentDim;
  if (data.getUint8(0) !== VERSION || latentDim < 1 || latentDim > LATENT_MAX) return null;
  if (bytes.length < viewAt) return null;
  const z = Float32Array.from({ length: latentDim }, (_, d) =>
    data.getFloat32(HEAD_BYTES + 4 * d, true),
  );
  const view = decodeViewState(bytes.slice(viewAt));
  if (!view || !z.every(Number.isFinite)) return null;
  return { z, weights: data.getUint32(1, true), view };
}
