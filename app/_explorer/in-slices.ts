/** A slice of work after which the page may draw. */
const SLICE_MS = 5;

/**
 * Does a long computation beside the frames.
 * @throws whatever it throws; DOMException when aborted
 */
export async function inSlices<T>(work: Generator<void, T>, signal?: AbortSignal): Promise<T> {
  let begun = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - begun < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    begun = performance.now();
  }
}
