import { Buffer } from "node:buffer";
import type { Bookmark, LatentPath, PathStop, RoomInfo, View } from "../protocol/entities.ts";
import { fromBytes, toBytes } from "./float32.ts";
import type { BookmarkModel, PathModel, RoomModel } from "./generated/models.ts";

/** Row to entity. */
export function toRoom({ id, name, modelId, createdAt }: RoomModel): RoomInfo {
  return { id, name, modelId, createdAt: createdAt.toISOString() };
}

/** Row to entity. */
export function toBookmark(row: BookmarkModel): Bookmark {
  const { seq: _seq, removedAt: _removedAt, ...rest } = row;
  return {
    ...rest,
    z: fromBytes(row.z),
    view: row.view === null ? null : (JSON.parse(row.view) as View),
    createdAt: row.createdAt.toISOString(),
  };
}

/** Entity to the columns that its caller gives. */
export function fromBookmark({ z, view, ...rest }: Omit<Bookmark, "createdAt">) {
  return { ...rest, z: toBytes(z), view: view && JSON.stringify(view) };
}

/** Row to entity. */
export function toPath(row: PathModel): LatentPath {
  const { seq: _seq, removedAt: _removedAt, ...rest } = row;
  const stored = JSON.parse(row.stops) as StoredStop[];
  return {
    ...rest,
    interpolation: row.interpolation as LatentPath["interpolation"],
    stops: stored.map((stop) => ({ ...stop, z: fromBytes(Buffer.from(stop.z, "base64")) })),
    createdAt: row.createdAt.toISOString(),
  };
}

/** Entity to the columns that its caller gives. */
export function fromPath({ stops, ...rest }: Omit<LatentPath, "createdAt">) {
  const stored: StoredStop[] = stops.map(({ label, z, thumbnail }) => ({
    label,
    z: Buffer.from(toBytes(z)).toString("base64"),
    thumbnail,
  }));
  return { ...rest, stops: JSON.stringify(stored) };
}

/** A stop inside the `stops` column. */
type StoredStop = Omit<PathStop, "z"> & { z: string };
