import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { clientAddress } from "../edge/address.ts";
import type { Edge } from "../edge/edge.ts";
import type { Catalog, Restorers } from "../engine/catalog.ts";
import type { Log } from "../log.ts";
import type { Names } from "../names/names.ts";
import type { EngineInfo } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { ReconstructionErrors } from "../reconstruction/reconstruction-errors.ts";
import type { JoinCodes } from "../room/join-codes.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import type { Store } from "../store/store.ts";

/** The models of this server, which come and go. */
interface Models {
  readonly catalog: Catalog;
  readonly restorers: Restorers;
  /** Looks whether the folder has changed. Never rejects. */
  refresh: () => Promise<void>;
}

/** What the HTTP routes need of the process. */
export interface ApiDeps {
  models: Models;
  errors: ReconstructionErrors;
  store: Pick<Store, "createRoom" | "rooms" | "bookmark" | "image">;
  scheduler: Pick<DecodeScheduler, "decode">;
  /** What a picture of a tour that came with a model shows; undefined when it is none of them. */
  builtInPicture: (key: string) => { card: ModelCard; z: Float32Array } | undefined;
  engine: EngineInfo;
  secrets: { token: () => string; hash: (token: string) => string };
  edge: Edge;
  log: Log;
  peopleIn: (roomId: string) => number;
  counts: () => { rooms: number; people: number };
  names: Pick<Names, "isRude">;
  codes: Pick<JoinCodes, "find">;
  /** What came of guesses at codes so far, for the figures. */
  guesses: Guesses;
  /** Prometheus text. */
  metrics: () => Promise<string>;
  /** Names and addresses under which others reach this machine. */
  hosts: () => readonly string[];
}

export interface Guesses {
  right: number;
  wrong: number;
  /** Not looked at: too many were wrong. */
  refused: number;
}

/** Routes see the request as Node has it, with its socket. */
export interface ApiEnv {
  Bindings: HttpBindings;
}

/** Whose budget a request draws from. */
export function addressOf(c: Context<ApiEnv>, { proxyHops }: Edge): string {
  return clientAddress(c.env.incoming, proxyHops);
}

/** @throws AppError `too_fast`, some time after the budget said no */
export async function admit(
  { holdBack }: Edge,
  address: string,
  allowed: Promise<boolean>,
): Promise<void> {
  if (await allowed) return;
  await holdBack.hold(address);
  throw new AppError("too_fast");
}

/**
 * Before a costly request is read.
 * @throws AppError `too_fast`, some time later, while others of this address are being refused
 */
export function admitUnread(edge: Edge, address: string): Promise<void> {
  return admit(edge, address, Promise.resolve(!edge.holdBack.isFull(address)));
}
