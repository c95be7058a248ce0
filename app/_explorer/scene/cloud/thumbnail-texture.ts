import {
  DataArrayTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  RedFormat,
  RGBAFormat,
  Texture,
  Vector3,
  type WebGLRenderer,
} from "three";
import {
  type AtlasGrid,
  type ThumbnailPages,
  type ThumbnailSlice,
  thumbnailSlices,
} from "./thumbnail-pages.ts";

/** Memory for all pages on the graphics card, still empty; grey images take a byte per pixel. */
export function createThumbnailTexture(pages: ThumbnailPages, channels: 1 | 3): DataArrayTexture {
  const texture = new DataArrayTexture(null, pages.width, pages.height, pages.layers);
  texture.format = channels === 1 ? RedFormat : RGBAFormat;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.unpackAlignment = 1;
  // Place-holders: three reserves as many levels as it counts here and fills none.
  texture.mipmaps = Array.from({ length: pages.levels + 1 }, () => ({}) as never);
  texture.source.dataReady = false;
  texture.needsUpdate = true;
  return texture;
}

interface Upload {
  gl: WebGLRenderer;
  texture: DataArrayTexture;
  image: ImageBitmap;
  grid: AtlasGrid;
  pages: ThumbnailPages;
  signal: AbortSignal;
}

/** Brings the atlas into the texture, a slice per frame, so that no frame waits for it. Stops when aborted. */
export async function uploadThumbnails(upload: Upload): Promise<void> {
  const { texture, image, grid, pages, signal } = upload;
  const slices = thumbnailSlices(grid, pages, image);
  for (const [i, slice] of slices.entries()) {
    const { x, y, width, height } = slice;
    const part = await createImageBitmap(image, x, y, width, height, AS_IT_IS);
    // Smaller copies for far points are made once, by the graphics card, from everything.
    texture.generateMipmaps = i === slices.length - 1 && pages.levels > 0;
    if (!signal.aborted) put(upload, slice, part);
    part.close();
    // A restored context reserves the texture anew, by the place-holders.
    texture.generateMipmaps = false;
    await new Promise(requestAnimationFrame);
    if (signal.aborted) return;
  }
}

const AS_IT_IS = { premultiplyAlpha: "none", colorSpaceConversion: "none" } as const;

function put({ gl, texture }: Upload, { top, layer }: ThumbnailSlice, part: ImageBitmap): void {
  gl.copyTextureToTexture(new Texture(part), texture, null, new Vector3(0, top, layer));
}
