import { AppError } from "../protocol/errors.ts";
import type { ServerEventName, ServerEvents } from "../protocol/events.ts";
import type { CardOf } from "../protocol/summaries.ts";
import {
  type BuiltInTour,
  summarizeBuiltIn,
  summarizeTour,
  type Tour,
  type TourLanguage,
  type TourSummary,
} from "../protocol/tour.ts";
import { Shelf } from "./shelf.ts";

interface ToursOptions {
  cardOf: CardOf;
  /** Made in this room. */
  stored: readonly Tour[];
  /** Come with the models of its data. */
  builtIn: readonly BuiltInTour[];
  tell: <E extends ServerEventName>(event: E, payload: ServerEvents[E]) => void;
}

/** A room's tours: those that came with the models of its data, which nobody changes, and then its own. */
export class Tours {
  readonly #options: ToursOptions;
  readonly #own: Shelf<Tour>;

  constructor(options: ToursOptions) {
    const { cardOf, builtIn, stored, tell } = options;
    this.#options = options;
    this.#own = new Shelf(stored, {
      put: ({ item, at }) =>
        tell("tour:put", { at: builtIn.length + at, item: summarizeTour(cardOf, item) }),
      gone: (id) => tell("tour:gone", { id }),
    });
  }

  /** Those made here. */
  get own(): readonly Tour[] {
    return this.#own.all;
  }

  /** @throws AppError `tour_not_found` */
  find(id: string, language: TourLanguage): Tour {
    const tour = this.#builtIn(id)?.[language] ?? this.#own.find(id);
    if (!tour) throw new AppError("tour_not_found");
    return tour;
  }

  /** @throws AppError `tour_read_only`, `tour_not_found` */
  findOwn(id: string): Tour {
    this.mustBeOwn(id);
    const tour = this.#own.find(id);
    if (!tour) throw new AppError("tour_not_found");
    return tour;
  }

  /** @throws AppError `tour_read_only` */
  mustBeOwn(id: string): void {
    if (this.#builtIn(id)) throw new AppError("tour_read_only");
  }

  put(tour: Tour): void {
    this.#own.put(tour);
  }

  remove(id: string): void {
    this.#own.remove(id);
  }

  summaries(): TourSummary[] {
    const { cardOf, builtIn } = this.#options;
    return [
      ...builtIn.map((tour) => summarizeBuiltIn(cardOf, tour)),
      ...this.#own.all.map((tour) => summarizeTour(cardOf, tour)),
    ];
  }

  #builtIn(id: string): BuiltInTour | undefined {
    return this.#options.builtIn.find((tour) => tour.en.id === id);
  }
}
