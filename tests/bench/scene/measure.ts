/** What a page of the benchmark offers to whoever drives the browser. */
export interface BenchPage {
  /** Turns the camera a little per frame. */
  orbit: (frames: number) => Promise<FrameTimes>;
  /** Moves the pointer over the cloud, so that nearly every move points at another point. */
  hover: (frames: number) => Promise<FrameTimes>;
  /** Pixels of a point in the middle of the cloud. */
  pointPx: number;
  /** Pixels of one unit of the scatter there. */
  unitPx: number;
}

/** Milliseconds. */
export interface FrameTimes {
  /** The page's own work in a frame, until the browser could do something else. */
  main: number[];
  /** The same frame until its pixels are there. */
  flushed: number[];
}

declare global {
  interface Window {
    bench?: BenchPage;
  }
}

/**
 * Pages draw so few points first: in use they draw thousands of frames, and what is wanted is the time of a script
 * that the browser has compiled long ago. Software WebGL would take minutes for that many frames of the whole cloud.
 */
export const WARM_UP_POINTS = 500;

export async function warmUp({ orbit, hover }: Pick<BenchPage, "orbit" | "hover">): Promise<void> {
  await orbit(600);
  await hover(60);
}

/** Radians that the camera turns per frame: as fast as scatter-gl turns by itself. */
export const ORBIT_STEP = (2 * Math.PI * 2) / 60 / 60;

/**
 * Times frames one after another. Each begins with an idle graphics card, so that the time until its script is done
 * is that script's alone, and ends with reading a pixel, which waits for the picture.
 */
export async function measure(
  canvas: HTMLCanvasElement,
  frames: number,
  draw: (i: number) => void | Promise<void>,
): Promise<FrameTimes> {
  const gl = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  if (!gl) throw new Error("there is no WebGL to measure");
  const pixel = new Uint8Array(4);
  const times: FrameTimes = { main: [], flushed: [] };
  for (let i = -SETTLE; i < frames; i++) {
    await new Promise(requestAnimationFrame);
    const begin = performance.now();
    await draw(i);
    const drawn = performance.now();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    const flushed = performance.now();
    if (i < 0) continue;
    times.main.push(drawn - begin);
    times.flushed.push(flushed - begin);
  }
  return times;
}

/** Frames before the clock counts, for uploads. */
const SETTLE = 5;

/** Says where the pointer is at step `i`: along a slow curve through the middle of the picture. */
export function pointerMove(i: number): PointerEvent {
  const clientX = innerWidth * (0.5 + 0.18 * Math.sin(i * 0.7));
  const clientY = innerHeight * (0.5 + 0.18 * Math.cos(i * 1.1));
  const who = { pointerId: 1, isPrimary: true, pointerType: "mouse" };
  return new PointerEvent("pointermove", { ...who, clientX, clientY, bubbles: true });
}
