import type { IncomingMessage, ServerResponse } from "node:http";
import type { Gate, Refusal } from "../edge/gate.ts";
import { AppError } from "../protocol/errors.ts";
import { type HeaderOptions, setHeaders } from "./headers.ts";

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface FrontOptions extends HeaderOptions {
  gate: Gate;
  /** Everything under /api and /metrics. */
  api: Listener;
  /** The rest. */
  pages: Listener;
  /** Hears what a listener threw or rejected with. */
  onError: (cause: unknown) => void;
}

/** The first to see a request: refuses those of other sites, sets the headers of every answer, and passes it on. */
export function createFront(options: FrontOptions): Listener {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    setHeaders(request, response, options);
    const isApi = /^\/(api\/|metrics(\?|$))/.test(request.url ?? "/");
    const refusal = options.gate.refuse(request);
    if (refusal) return refuse(request, response, refusal, isApi);
    await (isApi ? options.api : options.pages)(request, response);
  };
  return (request, response) => {
    // Socket.IO listens beside us, and asks the gate itself.
    if (request.url?.startsWith("/socket.io/")) return;
    answer(request, response).catch((cause: unknown) => {
      options.onError(cause);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, message }: Refusal,
  isApi: boolean,
): void {
  const error = new AppError(status === 421 ? "wrong_host" : "foreign_site", { message });
  // Its body is not wanted, and must not keep the connection waiting.
  request.resume();
  response
    .writeHead(status, { "content-type": isApi ? "application/json" : "text/plain; charset=utf-8" })
    .end(isApi ? JSON.stringify({ error: error.toFault() }) : message);
}
