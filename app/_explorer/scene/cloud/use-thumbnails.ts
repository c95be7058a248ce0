import { useThree } from "@react-three/fiber";
import { type RefObject, useEffect, useRef, useState } from "react";
import { embeddingCount } from "../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useAtlas } from "../../cloud.ts";
import { insideCell } from "../../inside-cell.ts";
import { useExplorer } from "../../store.ts";
import type { PointMaterial } from "./point-material.ts";
import { thumbnailPages } from "./thumbnail-pages.ts";
import { createThumbnailTexture, uploadThumbnails } from "./thumbnail-texture.ts";

/**
 * Gives the points their pictures: from the first time that somebody wants to see them, and again after the graphics
 * card forgot them.
 * @returns whether all are there
 */
export function useThumbnails({ uniforms }: PointMaterial, card: ModelCard): RefObject<boolean> {
  const ready = useRef(false);
  const image = useAtlas((state) => state.image);
  const gl = useThree((state) => state.gl);
  const invalidate = useThree((state) => state.invalidate);
  const asked = useAsked();
  const data = card.dataset.hash;
  const restored = useRestored(gl.domElement);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a restored context starts over; models of the same data share it.
  useEffect(() => {
    if (!image || !asked) return;
    const abort = new AbortController();
    const pages = thumbnailPages(card.dataset.atlas, embeddingCount(card));
    const texture = createThumbnailTexture(pages, card.imageShape[2]);
    const upload = { gl, texture, image, grid: card.dataset.atlas, pages, signal: abort.signal };
    const show = () => {
      if (abort.signal.aborted) return;
      uniforms.uAtlas.value = texture;
      uniforms.uColumns.value = card.dataset.atlas.columns;
      uniforms.uGrid.value.set(pages.columns, pages.rows);
      uniforms.uAcross.value = pages.across;
      const { cell } = card.dataset.atlas;
      const { width, height } = insideCell(card.dataset);
      uniforms.uCell.value = cell;
      uniforms.uFit.value.set(width / cell, height / cell);
      uniforms.uLevels.value = pages.levels;
      uniforms.uColorAtlas.value = card.imageShape[2] === 3 ? 1 : 0;
      ready.current = true;
      invalidate();
    };
    uploadThumbnails(upload).then(show, (cause: unknown) => {
      if (!abort.signal.aborted) console.warn("The thumbnails could not be drawn.", cause);
    });
    return () => {
      abort.abort();
      ready.current = false;
      uniforms.uMorph.value = 0;
      texture.dispose();
    };
  }, [image, asked, restored, data, gl, uniforms, invalidate]);
  return ready;
}

/** Whether thumbnails were ever switched on: until then they cost the graphics card nothing. */
function useAsked(): boolean {
  const wanted = useExplorer((state) => state.thumbnailsInCloud);
  const [asked, setAsked] = useState(wanted);
  if (wanted && !asked) setAsked(true);
  return asked;
}

/** Counts how often the graphics card came back. three restores what it has kept itself; these pages it has not. */
export function useRestored(canvas: HTMLCanvasElement | undefined): number {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const count = () => setTimes((before) => before + 1);
    canvas?.addEventListener("webglcontextrestored", count);
    return () => canvas?.removeEventListener("webglcontextrestored", count);
  }, [canvas]);
  return times;
}
