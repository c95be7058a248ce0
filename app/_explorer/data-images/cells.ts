interface Cell {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A large picture of which parts are read. */
export interface CellReader {
  /** RGBA, row by row. */
  read: (cell: Cell) => Uint8ClampedArray;
  close: () => void;
}

/** Fetches and unpacks a picture. Neither its colours nor its edges are touched: what is read is what was stored. */
export async function openCells(file: string): Promise<CellReader> {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file} was answered with ${response.status}`);
  const bitmap = await createImageBitmap(await response.blob(), {
    colorSpaceConversion: "none",
    premultiplyAlpha: "none",
  });
  const canvas = document.createElement("canvas");
  return {
    read({ left, top, width, height }) {
      if (canvas.width !== width || canvas.height !== height)
        Object.assign(canvas, { width, height });
      const context = canvas.getContext("2d", { willReadFrequently: true });
      if (!context) throw new Error("there is no canvas to read from");
      context.drawImage(bitmap, left, top, width, height, 0, 0, width, height);
      return context.getImageData(0, 0, width, height).data;
    },
    close: () => bitmap.close(),
  };
}
