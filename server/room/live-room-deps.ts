import type { Clock } from "../clock.ts";
import type { Names } from "../names/names.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { CardOf } from "../protocol/summaries.ts";
import type { BuiltInTour } from "../protocol/tour.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import type { ImageCodec } from "./broadcast.ts";
import type { Pace } from "./pace.ts";
import type { Secrets } from "./people.ts";

export interface LiveRoomDeps {
  scheduler: Pick<DecodeScheduler, "move" | "drop">;
  pace: Pace;
  clock: Clock;
  codec: ImageCodec;
  names: Names;
  secrets: Secrets;
  cardOf: CardOf;
  /** Tours that come with the models of the card's data. */
  builtInTours: (card: ModelCard) => readonly BuiltInTour[];
  /** Hears when who is in it, or what they are called, has changed. */
  onPeople?: () => void;
}
