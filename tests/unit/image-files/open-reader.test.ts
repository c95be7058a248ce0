import { expect, it, vi } from "vitest";
import type { FileRead } from "../../../app/_explorer/image-files/messages.ts";
import { type FileWorker, workerReader } from "../../../app/_explorer/image-files/open-reader.ts";

const file = (id: number) => ({ id, bytes: new Uint8Array(4), channels: 1 as const });

it("[X22] when the worker fails, what it held is answered with nothing and the page reads the rest", () => {
  vi.spyOn(console, "warn").mockReturnValue();
  const read: FileRead[] = [];
  const posted: number[] = [];
  const worker: FileWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (message: { id: number }) => void posted.push(message.id),
    terminate: () => undefined,
  };
  const inPage: number[] = [];
  const reader = workerReader(
    (answer) => read.push(answer),
    worker,
    (onRead) => ({
      read: ({ id }) => {
        inPage.push(id);
        onRead({ id, pixels: new Uint8Array([id]) });
      },
    }),
  );
  reader.read(file(1));
  reader.read(file(2));
  const pixels = new Uint8Array([1]);
  worker.onmessage?.call(worker as never, { data: { id: 1, pixels } } as MessageEvent);
  worker.onerror?.call(worker as never, { message: "out of memory" } as ErrorEvent);
  worker.onerror?.call(worker as never, { message: "out of memory" } as ErrorEvent);
  reader.read(file(3));
  expect(posted).toEqual([1, 2]);
  expect(inPage).toEqual([3]);
  expect(read.map(({ id, pixels: held }) => [id, held?.[0] ?? null])).toEqual([
    [1, 1],
    [2, null],
    [3, 3],
  ]);
  vi.restoreAllMocks();
});
