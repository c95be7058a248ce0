import { AppError } from "../protocol/errors.ts";
import type { ServerEventName, ServerEvents } from "../protocol/events.ts";
import type { ModelCard } from "../protocol/model-card.ts";
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
  /** Made in this room. */
  stored: readonly Tour[];
  /** Come with the model. */
  builtIn: readonly BuiltInTour[];
  tellTo: { tell: <E extends ServerEventName>(event: E, payload: ServerEvents[E]) => void };
}

/** A room's tours: those that came with its model, which nobody changes, and then its own. */
export class Tours {
  readonly #card: ModelCard;
  readonly #options: ToursOptions;
  readonly #own: Shelf<Tour>;

  constructor(card: ModelCard, options: ToursOptions) {
    this.#card = card;
    this.#options = options;
    this.#own = new Shelf(options.stored);
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
    const { builtIn, tellTo } = this.#options;
    const { at } = this.#own.put(tour);
    tellTo.tell("tour:put", { at: builtIn.length + at, item: summarizeTour(this.#card, tour) });
  }

  remove(id: string): void {
    this.#own.remove(id);
    this.#options.tellTo.tell("tour:gone", { id });
  }

  summaries(): TourSummary[] {
    return [
      ...this.#options.builtIn.map((tour) => summarizeBuiltIn(this.#card, tour)),
      ...this.#own.all.map((tour) => summarizeTour(this.#card, tour)),
    ];
  }

  #builtIn(id: string): BuiltInTour | undefined {
    return this.#options.builtIn.find((tour) => tour.en.id === id);
  }
}
