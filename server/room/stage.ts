import { type Bridge, carry } from "../latent/carry.ts";
import { PLAYBACK_SLOT } from "../protocol/entities.ts";
import type { Switched } from "../protocol/events.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { pathFits } from "../protocol/summaries.ts";
import { Broadcast, type BroadcastOptions, tickerOf } from "./broadcast.ts";
import { Cursors } from "./cursors.ts";
import type { LiveRoomDeps } from "./live-room-deps.ts";
import { Moves } from "./moves.ts";
import type { People } from "./people.ts";
import type { Place } from "./place.ts";
import { Player, type PlayerOptions } from "./player.ts";
import type { Seats } from "./seats.ts";
import type { Ticker } from "./ticker.ts";

/** What goes on in the room whatever its model is. */
export interface StageOptions
  extends Pick<LiveRoomDeps, "scheduler" | "pace" | "clock" | "codec">,
    Pick<BroadcastOptions, "budget" | "views" | "wake">,
    Pick<PlayerOptions, "pathOf" | "tell"> {
  people: People;
  seats: Seats<Place>;
  showsImage: (slot: number) => boolean;
}

/**
 * What of a room is of its model: where everyone is in that latent space, what is drawn there, how it is told, and the
 * playback. A room that goes over to another model gets another stage as a whole: from the old one, once it is disposed,
 * nothing reaches anybody any more, whatever was still being drawn for it.
 */
export class Stage {
  readonly card: ModelCard;
  /** Tells moves of this stage from those of the ones before (cursor-packet.ts). */
  readonly epoch: number;
  readonly cursors: Cursors;
  readonly broadcast: Broadcast;
  readonly moves: Moves;
  readonly player: Player;
  readonly #people: People;
  readonly #pathOf: StageOptions["pathOf"];
  readonly #ticker: Ticker;

  constructor(card: ModelCard, epoch: number, options: StageOptions) {
    const { clock, people, seats, tell } = options;
    const mark = (afterMs?: number) => this.mark(afterMs);
    this.card = card;
    this.epoch = epoch;
    this.#people = people;
    this.#pathOf = options.pathOf;
    const cursors = new Cursors({ ...options, latentDim: card.latentDim, now: clock.now });
    this.cursors = cursors;
    this.broadcast = new Broadcast({ ...options, card, cursors });
    const { broadcast } = this;
    const seatAt = (slot: number) => seats.at(slot);
    this.moves = new Moves({ ...options, card, cursors, broadcast, seatAt, mark });
    const { moves } = this;
    this.#ticker = tickerOf(broadcast, seats, options);
    this.player = new Player({
      ...options,
      tell(state) {
        cursors.headShown = state !== null;
        tell(state);
      },
      move: (z) => moves.move(PLAYBACK_SLOT, cursors.nextHeadSeq(), z),
      reset() {
        moves.drop(PLAYBACK_SLOT);
        cursors.resetHead();
        broadcast.forget(PLAYBACK_SLOT);
      },
    });
  }

  /** Where someone stands, for themselves: null before their first move. */
  placeOf(slot: number): Pick<Switched, "epoch" | "z" | "seq"> {
    const { z, seq = 0 } = this.cursors.own(slot) ?? {};
    return { epoch: this.epoch, z: z && seq > 0 ? [...z] : null, seq };
  }

  /** A path of the room is another now, or gone. */
  pathChanged(id: string): void {
    const path = this.#pathOf(id);
    this.player.pathChanged(id, path !== undefined && pathFits(this.card, path));
  }

  /** There is something to tell, at the latest in so long. */
  mark(afterMs?: number): void {
    this.#ticker.mark(afterMs);
  }

  /** Everyone who stands somewhere in `before` stands from now on where the bridge leads to, and is drawn there. */
  takeOver({ cursors }: Stage, bridge: Bridge): void {
    for (const { slot } of this.#people.sessions) {
      const stood = cursors.own(slot);
      if (stood && stood.seq > 0) this.moves.move(slot, stood.seq, carry(bridge, stood.z));
    }
  }

  /** Whoever left for good. */
  forget(slot: number): void {
    this.moves.drop(slot);
    this.cursors.forget(slot);
    this.broadcast.forget(slot);
  }

  dispose(): void {
    this.#ticker.dispose();
    this.player.dispose();
    this.moves.dispose();
  }
}
