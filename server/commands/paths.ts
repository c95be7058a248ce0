import type { ParsedOf } from "../protocol/commands.ts";
import type { LatentPath } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import { PATHS_PER_ROOM } from "../protocol/limits.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { LiveRoom } from "../room/live-room.ts";
import type { CommandDeps } from "./deps.ts";
import { checkModel, draw, latentOf } from "./draw.ts";
import type { Handlers } from "./handler.ts";

type PathCommand = Extract<keyof Handlers, `path:${string}`>;

interface Draft extends Omit<ParsedOf<"path:save">, "id" | "modelId"> {
  /** The model that it is of: the room may go over to another while this is drawn. */
  card: ModelCard;
  /** Of the path that it replaces; null makes a new one. */
  id: string | null;
  author: string;
}

/**
 * Draws, saves and tells a path.
 * @throws AppError `bad_latent`, `limit_reached`
 */
export async function savePath(
  room: LiveRoom,
  { card, id, stops, ...draft }: Draft,
  deps: CommandDeps,
): Promise<LatentPath> {
  const { info } = room;
  if (!id && room.paths.all.length >= PATHS_PER_ROOM) throw new AppError("limit_reached");
  const latents = stops.map(({ z }) => latentOf(card, z));
  const pictures = await draw(card, latents, deps);
  const saved = {
    ...draft,
    id: id ?? deps.newId(),
    roomId: info.id,
    modelId: card.id,
    weightsHash: card.weightsHash,
    stops: stops.map(({ label }, i) => ({
      label,
      z: [...(latents[i] ?? [])],
      image: pictures[i]?.key ?? "",
    })),
  };
  const pngs = new Map(pictures.map(({ key, png }) => [key, png]));
  const path = await deps.store.savePath(saved, pngs);
  room.paths.put(path);
  return path;
}

/** Interpolation paths: each change is saved first, then told to everyone in the room. */
export function pathHandlers(deps: CommandDeps): Pick<Handlers, PathCommand> {
  const { store } = deps;
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
    async "path:save"(seat, { modelId, ...draft }) {
      const { room } = seat;
      const { card } = room;
      const known = room.paths.find(draft.id);
      if (draft.id && !known) throw new AppError("path_not_found");
      for (const of of [{ modelId }, known ?? {}]) checkModel(card, of);
      const author = known?.author ?? room.profiles.of(seat).name;
      return savePath(room, { ...draft, card, author }, deps);
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
