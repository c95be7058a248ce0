import { createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";

interface Place {
  port: number;
  host: string;
}

/** @throws Error with the cause and the fix */
export function listen(server: Server, { port, host }: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) => reject(new Error(whyNot(cause, port, host)));
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      resolve();
    });
  });
}

/** @throws Error naming another port */
export async function assertPortFree(place: Place): Promise<void> {
  const probe = createServer();
  await listen(probe, place);
  await new Promise((resolve) => probe.close(resolve));
}

/** Where the class reaches a server that listens on `host`; nowhere when only this machine does. */
export function lanHosts(host: string): string[] {
  if (/^(127\.|localhost$|::1$)/.test(host)) return [];
  if (host !== "0.0.0.0" && host !== "::") return [host];
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => address.family === "IPv4" && !address.internal)
    .map(({ address }) => address);
}

function whyNot(cause: NodeJS.ErrnoException, port: number, host: string): string {
  if (cause.code === "EADDRINUSE") {
    return `Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 1} npm start`;
  }
  if (cause.code === "EACCES")
    return `Port ${port} may not be opened by this user. Choose one above 1023: PORT=3000 npm start`;
  return `Cannot listen on ${host}:${port}: ${cause.message}`;
}
