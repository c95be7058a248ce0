import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server, type Socket } from "socket.io";
import { Connection } from "../commands/connection.ts";
import type { CommandDeps } from "../commands/deps.ts";
import { createHandlers } from "../commands/handlers.ts";
import type { Budgets } from "../edge/budgets.ts";
import type { Gate } from "../edge/gate.ts";
import type { Reply } from "../protocol/commands.ts";
import { MESSAGE_MAX_BYTES } from "../protocol/limits.ts";
import { Encoder } from "../protocol/parser.ts";
import { BoundedDecoder } from "./bounded-parser.ts";
import { socketWire } from "./socket-wire.ts";

export interface GatewayDeps extends CommandDeps {
  gate: Gate;
  budgets: Budgets;
  addressOf: (request: IncomingMessage) => string;
}

export interface Gateway {
  dispose: () => Promise<void>;
}

/** The only place that speaks Socket.IO: lets connections in, and hands each what it hears. */
export function createGateway(http: HttpServer, deps: GatewayDeps): Gateway {
  const { gate, budgets, addressOf, log } = deps;
  const io = new Server(http, {
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    // Compressing per receiver would cost N times what building the packet cost once.
    perMessageDeflate: false,
    serveClient: false,
    parser: { Encoder, Decoder: BoundedDecoder },
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, answer) => {
      const refusal = gate.refuse(request);
      answer(refusal?.message ?? null, refusal === null);
    },
  });
  const handlers = createHandlers(deps);

  io.use((socket, next) => {
    const release = budgets.connect(addressOf(socket.request));
    if (!release) {
      next(new Error("too_fast"));
      return;
    }
    socket.conn.once("close", release);
    next();
  });
  io.on("connection", (socket) => {
    const connection = new Connection(
      socketWire(socket),
      addressOf(socket.request),
      handlers,
      deps,
    );
    socket.onAny((event: string, ...args: unknown[]) => {
      if (event === "cursor") connection.cursor(args[0]);
      else if (event === "view") connection.view(args[0]);
      else if (event === "seen") connection.seen(args[0]);
      else void connection.command(String(event), args[0], answering(socket, args.at(-1)));
    });
    socket.on("error", (cause) => connection.unreadable(cause));
    socket.on("disconnect", () => connection.closed());
  });

  return {
    async dispose() {
      deps.statsWatch.dispose();
      await io.close();
      log.info({}, "sockets closed");
    },
  };
}

/** The answer to the acknowledgement that was asked for; a fault also to who asked for none. */
function answering(socket: Socket, ack: unknown): (reply: Reply<unknown>) => void {
  return (reply) => {
    if (typeof ack === "function") ack(reply);
    else if (!reply.ok) socket.emit("fault", reply.fault);
  };
}
