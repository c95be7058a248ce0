import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import type { Catalog } from "../engine/catalog.ts";
import type { EngineInfo, Stats } from "../protocol/entities.ts";
import { AppError, fromUnknown } from "../protocol/errors.ts";
import type { ServerToClientEvents } from "../protocol/events.ts";
import { MESSAGE_MAX_BYTES } from "../protocol/limits.ts";
import * as parser from "../protocol/parser.ts";
import { watchSchema } from "../protocol/schema.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import { bookmarkCommands, type CommandDeps, pathCommands } from "./bookmark-commands.ts";
import { receiveCursors } from "./cursor.ts";
import { joinRoom } from "./join.ts";
import { parse } from "./parse.ts";
import { createRateLimit } from "./rate-limit.ts";
import { createRegistry, type Registry, type Seat } from "./registry.ts";
import { roomCommands } from "./room-commands.ts";
import type { Log, RoomServer, RoomSocket } from "./types.ts";

export interface GatewayDeps extends Omit<CommandDeps, "scheduler"> {
  catalog: Catalog;
  engine: EngineInfo;
  scheduler: DecodeScheduler;
  log: Log;
  stats: () => Stats;
}

export interface Gateway {
  registry: Registry;
  dispose: () => Promise<void>;
}

const COMMANDS_PER_SECOND = 20;
const COMMANDS_BURST = 60;
const STATS_ROOM = "stats";
const STATS_MS = 1000;

/** The only place that speaks Socket.IO. Every handler parses its input and answers with a value or a fault. */
export function createGateway(http: HttpServer, deps: GatewayDeps): Gateway {
  const io: RoomServer = new Server(http, {
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    // Compressing per receiver would cost N times what building the packet cost once.
    perMessageDeflate: false,
    serveClient: false,
    parser,
    pingInterval: 10_000,
    pingTimeout: 10_000,
  });
  const registry = createRegistry({ io, ...deps });
  const commands = {
    ...bookmarkCommands(deps),
    ...pathCommands(deps),
    ...roomCommands(deps.store),
  };

  io.on("connection", (socket) => {
    socket.data.seat = null;
    socket.data.behind = false;
    const answer = answering(socket, deps.log);
    answer("join", (request) => joinRoom(socket, request, { registry, engine: deps.engine }));
    for (const [name, command] of Object.entries(commands)) {
      answer(name, (request) =>
        (command as (seat: Seat, request: unknown) => Promise<unknown>)(
          joined(registry.seatOf(socket)),
          request,
        ),
      );
    }
    answer("stats:watch", async (request) => {
      const { on } = parse(watchSchema, request);
      await (on ? socket.join(STATS_ROOM) : socket.leave(STATS_ROOM));
      return null;
    });
    receiveCursors(socket, registry, deps.log);
    socket.on("disconnect", () => {
      const seat = registry.seatOf(socket);
      if (!seat) return;
      seat.room.leave(socket);
      const peer = seat.room.room.peers().find(({ slot }) => slot === seat.slot);
      if (peer) seat.room.all.emit("peer:put", peer);
    });
    socket.on("error", (cause) =>
      deps.log.warn({ socket: socket.id, cause: String(cause) }, "socket error"),
    );
  });

  const statsTimer = setInterval(() => {
    if (io.of("/").adapter.rooms.has(STATS_ROOM)) io.to(STATS_ROOM).emit("stats", deps.stats());
  }, STATS_MS);

  return {
    registry,
    async dispose() {
      clearInterval(statsTimer);
      registry.dispose();
      await io.close();
    },
  };
}

function joined(seat: Seat | null): Seat {
  if (!seat) throw new AppError("not_joined");
  return seat;
}

type Handler = (request: unknown) => Promise<unknown>;

/** Registers handlers that can never throw across the socket: whatever goes wrong becomes a coded answer. */
function answering(socket: RoomSocket, log: Log): (event: string, handler: Handler) => void {
  const allowed = createRateLimit(COMMANDS_PER_SECOND, COMMANDS_BURST, () => performance.now());
  const fail = (event: string, ack: ((reply: unknown) => void) | null, cause: unknown) => {
    const error = fromUnknown(cause);
    if (error.code === "internal")
      log.error(
        { event, cause: String(error.cause), stack: (cause as Error)?.stack },
        "command failed",
      );
    else
      log.warn(
        { event, code: error.code, socket: socket.id, cause: error.cause && String(error.cause) },
        error.message,
      );
    const fault = error.toFault();
    if (ack) ack({ ok: false, fault });
    else socket.emit("fault", fault);
  };
  return (event, handler) => {
    const listener = async (...args: unknown[]) => {
      const last = args.at(-1);
      const ack = typeof last === "function" ? (last as (reply: unknown) => void) : null;
      try {
        if (!allowed()) throw new AppError("too_fast");
        const value = await handler(args[0]);
        ack?.({ ok: true, value });
      } catch (cause) {
        fail(event, ack, cause);
      }
    };
    socket.on(event as keyof ServerToClientEvents as never, listener as never);
  };
}
