import { deflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import { encodeCursor, parseCursor } from "../../../server/protocol/cursor-packet.ts";
import {
  type CursorFrame,
  decodeTick,
  encodeTick,
  scanImages,
} from "../../../server/protocol/frame.ts";
import { inflate } from "../../helpers/inflate.ts";

const cursors: CursorFrame[] = [
  {
    slot: 3,
    seq: 7,
    imageSeq: 5,
    z: new Float32Array([0.1, -2, 3]),
    image: { coding: "pixels", bytes: new Uint8Array([1, 2, 3, 4]) },
  },
  {
    slot: 65_535,
    seq: 4_294_967_295,
    imageSeq: 0,
    z: new Float32Array([0, -0, 1e-40]),
    image: null,
  },
  {
    slot: 0,
    seq: 1,
    imageSeq: 1,
    z: new Float32Array([8, -8, 0]),
    image: { coding: "difference", bytes: new Uint8Array([9, 8, 7, 6]) },
  },
];

const FORMAT = { kind: "tick" as const, latentDim: 3, imageBytes: 4 };

it("[P1] a tick comes back bit for bit, images only where they were", () => {
  const packet = encodeTick(cursors, FORMAT);
  expect(packet.byteLength).toBe(16 + 3 * (12 + 12) + 2 * 4);
  expect(decodeTick(packet.buffer as ArrayBuffer, inflate)).toEqual(cursors);
});

it("[P1] images are views into the packet, not copies", () => {
  const packet = encodeTick(cursors, FORMAT);
  expect(decodeTick(packet.buffer as ArrayBuffer, inflate)[0]?.image?.bytes.buffer).toBe(
    packet.buffer,
  );
});

it("[P1] deflated images come back bit for bit, in fewer bytes", () => {
  const bytes = new Uint8Array(784).fill(7, 100, 600);
  const many: CursorFrame[] = Array.from({ length: 9 }, (_, slot) => ({
    slot,
    seq: 1,
    imageSeq: 1,
    z: new Float32Array(3),
    image: { coding: "difference", bytes },
  }));
  const format = {
    ...FORMAT,
    imageBytes: 784,
    deflate: (images: Uint8Array) => deflateRawSync(images),
  };
  const packet = encodeTick(many, format);
  expect(packet.byteLength).toBeLessThan(784);
  expect(decodeTick(packet.buffer as ArrayBuffer, inflate)).toEqual(many);
  const broken = packet.slice(0, -20).buffer;
  expect(() => decodeTick(broken, inflate)).toThrow();
});

it("[P8] images that are files travel each after its length, never deflated", () => {
  const files = cursors.map((cursor, i): CursorFrame => {
    const bytes = Uint8Array.from({ length: 5 + i }, (_, at) => at);
    return { ...cursor, image: cursor.image && { coding: "file", bytes } };
  });
  const packet = encodeTick(files, { ...FORMAT, deflate: () => new Uint8Array(0) });
  expect(packet.byteLength).toBe(16 + 3 * (12 + 12) + 2 * 4 + 5 + 7);
  expect(decodeTick(packet.buffer as ArrayBuffer, inflate)).toEqual(files);
  for (const cut of [1, 8, 10])
    expect(() => decodeTick(packet.buffer.slice(0, -cut) as ArrayBuffer, inflate)).toThrow(
      RangeError,
    );
});

it("[P1] whose images are in a packet can be read without unpacking them", () => {
  const seen: number[][] = [];
  scanImages(encodeTick(cursors, FORMAT), (slot, imageSeq) => seen.push([slot, imageSeq]));
  expect(seen).toEqual([
    [3, 5],
    [0, 1],
  ]);
});

it("[P2] a packet of another kind or of a wrong length is refused", () => {
  const packet = encodeTick(cursors, FORMAT);
  expect(() => decodeTick(packet.buffer.slice(0, -1) as ArrayBuffer, inflate)).toThrow(RangeError);
  packet[0] = 99;
  expect(() => decodeTick(packet.buffer as ArrayBuffer, inflate)).toThrow("kind");
});

it("[P3] a cursor packet comes back bit for bit", () => {
  const z = new Float32Array([0.1, -7.99]);
  expect(parseCursor(new Uint8Array(encodeCursor(12, z)), 2)).toEqual({ seq: 12, z });
});

it("[P3] a cursor beyond 8σ is clamped; NaN, infinity and wrong lengths are refused", () => {
  const parse = (z: number[], dim = z.length) =>
    parseCursor(new Uint8Array(encodeCursor(1, Float32Array.from(z))), dim);
  expect(parse([1e9, -1e9])?.z).toEqual(new Float32Array([8, -8]));
  expect(parse([Number.NaN, 0])).toBeNull();
  expect(parse([Number.POSITIVE_INFINITY, 0])).toBeNull();
  expect(parse([0, 0], 3)).toBeNull();
  expect(parseCursor(new Uint8Array(0), 2)).toBeNull();
});
