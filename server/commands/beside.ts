import { AppError } from "../protocol/errors.ts";
import type { CommandDeps } from "./deps.ts";
import type { Handlers } from "./handler.ts";

/** The second model beside the room's own. */
export function besideHandlers({
  models,
}: Pick<CommandDeps, "models">): Pick<Handlers, "room:beside"> {
  return {
    "room:beside"({ room }, { modelId }) {
      const card = modelId === null ? null : models.card(modelId);
      if (card === undefined) throw new AppError("model_not_found");
      room.beside.put(card, room.card);
      return null;
    },
  };
}
