import { DataArrayTexture, LinearFilter, RedFormat, RGBAFormat, UnsignedByteType } from "three";

/**
 * Everyone's images in one array texture, a layer each: one draw call shows them all, and a new image uploads its
 * own layer only.
 */
export interface ImageLayers {
  /** Replaced when it grows: read it each frame. */
  texture: () => DataArrayTexture;
  /** A free layer. */
  take: () => number;
  release: (layer: number) => void;
  /** Writes bytes of `channels` per pixel (grey, or RGB spread over RGBA). */
  put: (layer: number, bytes: ArrayLike<number>) => void;
  dispose: () => void;
}

/** Beyond so many changed layers in a frame, one upload of the whole texture costs less than one each. */
const SINGLE_UPLOADS_MAX = 48;

/** A tile shows no more of an image: five hundred people's larger ones would fill a graphics card. */
const EDGE_MAX = 256;

export function createImageLayers(
  imageWidth: number,
  imageHeight: number,
  channels: 1 | 3,
): ImageLayers {
  const stored = channels === 1 ? 1 : 4;
  const merged = Math.ceil(Math.max(imageWidth, imageHeight) / EDGE_MAX);
  const width = Math.max(1, Math.floor(imageWidth / merged));
  const height = Math.max(1, Math.floor(imageHeight / merged));
  const small = merged > 1 ? new Uint8Array(width * height * channels) : null;
  const layerBytes = width * height * stored;
  let capacity = 16;
  /** Set when the next upload takes everything; until then naming single layers would narrow it again. */
  let uploadAll = false;
  let taken = 0;
  const free: number[] = [];
  const create = (data: Uint8Array) => {
    const made = new DataArrayTexture(data, width, height, capacity);
    made.format = stored === 1 ? RedFormat : RGBAFormat;
    made.type = UnsignedByteType;
    made.minFilter = made.magFilter = LinearFilter;
    made.unpackAlignment = 1;
    made.needsUpdate = true;
    made.onUpdate = () => {
      uploadAll = false;
    };
    return made;
  };
  let data = new Uint8Array(capacity * layerBytes);
  let texture = create(data);

  const grow = () => {
    capacity *= 2;
    const larger = new Uint8Array(capacity * layerBytes);
    larger.set(data);
    data = larger;
    texture.dispose();
    texture = create(data);
    uploadAll = true;
  };

  const name = (layer: number) => {
    if (uploadAll) return;
    texture.addLayerUpdate(layer);
    if (texture.layerUpdates.size <= SINGLE_UPLOADS_MAX) return;
    texture.clearLayerUpdates();
    uploadAll = true;
  };

  return {
    texture: () => texture,
    take: () => {
      const layer = free.pop() ?? taken++;
      if (layer >= capacity) grow();
      return layer;
    },
    release: (layer) => {
      free.push(layer);
    },
    put: (layer, bytes) => {
      const at = layer * layerBytes;
      if (small) shrink(bytes, small, { width, channels, merged, from: imageWidth });
      const kept = small ?? bytes;
      if (channels === 1) data.set(kept, at);
      else spread(kept, data, at);
      name(layer);
      texture.needsUpdate = true;
    },
    dispose: () => texture.dispose(),
  };
}

function spread(rgb: ArrayLike<number>, rgba: Uint8Array, at: number): void {
  for (let i = 0, o = at; i < rgb.length; i += 3, o += 4) {
    rgba[o] = rgb[i] ?? 0;
    rgba[o + 1] = rgb[i + 1] ?? 0;
    rgba[o + 2] = rgb[i + 2] ?? 0;
    rgba[o + 3] = 255;
  }
}

interface Shrinking {
  /** Of the smaller image. */
  width: number;
  channels: number;
  /** So many pixels across and down become one. */
  merged: number;
  /** Width of the larger. */
  from: number;
}

/** Means of squares of pixels; what is left over at the right and below is left out. */
function shrink(
  bytes: ArrayLike<number>,
  into: Uint8Array,
  { width, channels, merged, from }: Shrinking,
): void {
  for (let i = 0; i < into.length; i++) {
    const channel = i % channels;
    const pixel = (i - channel) / channels;
    const x = (pixel % width) * merged;
    const y = Math.floor(pixel / width) * merged;
    let sum = 0;
    for (let dy = 0; dy < merged; dy++)
      for (let dx = 0; dx < merged; dx++)
        sum += bytes[((y + dy) * from + x + dx) * channels + channel] as number;
    into[i] = sum / (merged * merged);
  }
}
