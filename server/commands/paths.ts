import type { LatentPath } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import { PATHS_PER_ROOM } from "../protocol/limits.ts";
import type { LiveRoom } from "../room/live-room.ts";
import type { CommandDeps } from "./deps.ts";
import { draw, latentOf } from "./draw.ts";
import type { Handlers } from "./handler.ts";

type PathCommand = Extract<keyof Handlers, `path:${string}`>;

/** Interpolation paths: each change is saved first, then told to everyone in the room. */
export function pathHandlers(deps: CommandDeps): Pick<Handlers, PathCommand> {
  const { store, newId } = deps;
  const put = (room: LiveRoom, path: LatentPath) => {
    room.paths.put(path);
    return path;
  };
  return {
    "path:read"({ room }, { id }) {
      const path = room.paths.find(id);
      if (!path) throw new AppError("path_not_found");
      return path;
    },
    async "path:save"(seat, { id, name, interpolation, seconds, stops }) {
      const { room } = seat;
      const { card, info } = room;
      const known = room.paths.find(id);
      if (id && !known) throw new AppError("path_not_found");
      if (!known && room.paths.all.length >= PATHS_PER_ROOM) throw new AppError("limit_reached");
      const latents = stops.map(({ z }) => latentOf(card, z));
      const pictures = await draw(card, latents, deps);
      const saved = {
        id: known?.id ?? newId(),
        roomId: info.id,
        name,
        modelId: card.id,
        weightsHash: card.weightsHash,
        interpolation,
        seconds,
        stops: stops.map(({ label }, i) => ({
          label,
          z: [...(latents[i] ?? [])],
          image: pictures[i]?.key ?? "",
        })),
        author: known?.author ?? room.nameOf(seat),
      };
      const pngs = new Map(pictures.map(({ key, png }) => [key, png]));
      return put(room, await store.savePath(saved, pngs));
    },
    async "path:remove"({ room }, { id }) {
      await store.removePath(room.info.id, id);
      room.paths.remove(id);
      return null;
    },
    async "path:restore"({ room }, { id }) {
      return put(room, await store.restorePath(room.info.id, id));
    },
  };
}
