import type { ParsedOf } from "../protocol/commands.ts";
import { AppError } from "../protocol/errors.ts";
import { TOURS_PER_ROOM } from "../protocol/limits.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { Tour, TourStop } from "../protocol/tour.ts";
import type { LiveRoom, Seat } from "../room/live-room.ts";
import type { CommandDeps } from "./deps.ts";
import { checkModel, draw, latentOf } from "./draw.ts";
import type { Handlers } from "./handler.ts";

type TourCommand = Extract<keyof Handlers, `tour:${string}`>;

/** Tours: each change is saved first, then told to everyone in the room; stops are read when a tour is opened. */
export function tourHandlers(deps: CommandDeps): Pick<Handlers, TourCommand> {
  const { store } = deps;
  return {
    "tour:read": ({ room }, { id, language }) => room.tours.find(id, language),
    "tour:save": (seat, draft) => saveTour(seat, draft, deps),
    "tour:go"({ room }, to) {
      // The same stops in every language.
      const tour = to && room.tours.find(to.id, "en");
      if (tour) checkModel(room.card, tour);
      if (tour && !tour.stops[to.at])
        throw new AppError("bad_request", { message: "This tour has fewer stops." });
      room.desk.lesson.setTour(to);
      return null;
    },
    async "tour:remove"({ room }, { id }) {
      room.tours.mustBeOwn(id);
      await store.removeTour(room.info.id, id);
      room.tours.remove(id);
      if (room.desk.lesson.state.tour?.id === id) room.desk.lesson.setTour(null);
      return null;
    },
    async "tour:restore"({ room }, { id }) {
      const tour = await store.restoreTour(room.info.id, id);
      room.tours.put(tour);
      return tour;
    },
  };
}

async function saveTour(
  seat: Seat,
  { modelId, id, revision, name, stops }: ParsedOf<"tour:save">,
  deps: CommandDeps,
): Promise<Tour> {
  const { room } = seat;
  const { card, info } = room;
  const known = id === null ? null : room.tours.findOwn(id);
  for (const of of [{ modelId }, known ?? {}]) checkModel(card, of);
  if (known && (revision === null || known.weightsHash !== card.weightsHash))
    throw revision === null ? new AppError("tour_changed") : new AppError("model_changed");
  if (!known && room.tours.own.length >= TOURS_PER_ROOM) throw new AppError("limit_reached");
  const drawn = await drawStops(card, stops, known?.stops ?? [], deps);
  const saved = {
    id: known?.id ?? deps.newId(),
    roomId: info.id,
    name,
    modelId: card.id,
    weightsHash: card.weightsHash,
    stops: drawn.stops,
    author: known?.author ?? room.profiles.of(seat).name,
  };
  const tour = await deps.store.saveTour(saved, drawn.pngs, known && revision);
  room.tours.put(tour);
  keepWithin(room, tour);
  return tour;
}

/** A tour that everyone is shown may have lost the stop that it stands at. */
function keepWithin({ desk: { lesson } }: LiveRoom, { id, stops }: Tour): void {
  const { tour } = lesson.state;
  if (tour?.id !== id || tour.at < stops.length) return;
  lesson.setTour(stops.length > 0 ? { id, at: stops.length - 1 } : null);
}

/**
 * The stops as they are kept. Only pictures that the tour did not have before are drawn, so that a new title needs no decoder.
 * @throws AppError `bad_latent`
 */
async function drawStops(
  card: ModelCard,
  stops: ParsedOf<"tour:save">["stops"],
  before: readonly TourStop[],
  deps: CommandDeps,
): Promise<{ stops: TourStop[]; pngs: Map<string, Uint8Array> }> {
  const known = new Set(before.map(({ image }) => image));
  const missing = new Map<string, Float32Array>();
  const kept = stops.map(({ z, path, ...stop }): TourStop => {
    const latent = latentOf(card, z);
    const image = deps.imageKey(card.weightsHash, latent);
    if (!known.has(image)) missing.set(image, latent);
    const along = path && { ...path, stops: path.stops.map((z) => [...latentOf(card, z)]) };
    return { ...stop, z: [...latent], path: along, image };
  });
  const pictures = missing.size > 0 ? await draw(card, [...missing.values()], deps) : [];
  return { stops: kept, pngs: new Map(pictures.map(({ key, png }) => [key, png])) };
}
