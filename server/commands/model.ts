import type { RoomInfo } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { LiveRoom } from "../room/live-room.ts";
import type { CommandDeps } from "./deps.ts";
import type { Handlers } from "./handler.ts";

type Deps = Pick<CommandDeps, "models" | "registry" | "store">;

/** The one switch of a room's model. */
export function modelHandlers(deps: Deps): Pick<Handlers, "room:model"> {
  /** A room goes over once at a time: what is saved last is where it is. */
  const turns = new WeakMap<LiveRoom, Promise<unknown>>();
  return {
    "room:model"({ room }, { modelId }) {
      const before = turns.get(room) ?? Promise.resolve();
      const turn = before.then(() => goOver(room, modelId, deps));
      turns.set(
        room,
        turn.catch(() => {}),
      );
      return turn;
    },
  };
}

/**
 * Saved first, then told. Everything that may fail comes before either: a room never goes over by half.
 * @throws AppError `model_not_found`, `other_data`
 */
async function goOver(
  room: LiveRoom,
  modelId: string,
  { models, registry, store }: Deps,
): Promise<RoomInfo> {
  const { card: before } = room;
  const card = models.card(modelId);
  if (!card) throw new AppError("model_not_found");
  if (modelId === before.id) return room.info;
  if (!sameData(before, card)) throw new AppError("other_data");
  const [from, to] = await Promise.all([rowsOf(before, models), rowsOf(card, models)]);
  const info = await store.changeRoom(room.info.id, { modelId });
  const engine = registry.engineState(modelId);
  room.goOver({ room: info, card, engine }, { from, to });
  return info;
}

/** Both know the same images in the same order. */
const sameData = (a: ModelCard, b: ModelCard): boolean => a.dataset.hash === b.dataset.hash;

async function rowsOf({ id, latentDim }: ModelCard, { codes }: Deps["models"]) {
  return { values: await codes(id), latentDim };
}
