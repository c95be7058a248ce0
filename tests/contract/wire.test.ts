import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accepted, type Client, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
let proxy: Server;
let proxyUrl: string;
beforeAll(async () => {
  server = await startApp();
  proxy = proxyWithoutWebSockets(new URL(server.url).port);
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(async () => {
  proxy.close();
  proxy.closeAllConnections();
  await server.stop();
});

/** Passes requests on as they are, and refuses every upgrade, as some schools' proxies do. */
function proxyWithoutWebSockets(port: string): Server {
  const passing = createServer((request, response) => {
    const upstream = connect(Number(port), "127.0.0.1");
    const head = [`${request.method} ${request.url} HTTP/1.0`];
    for (const [name, value] of Object.entries({ ...request.headers, connection: "close" }))
      head.push(`${name}: ${value}`);
    upstream.write(`${head.join("\r\n")}\r\n\r\n`);
    request.pipe(upstream, { end: false });
    // The answer goes back byte for byte, on a connection that ends with it.
    if (response.socket) upstream.pipe(response.socket);
    upstream.on("error", () => response.destroy());
    response.socket?.on("close", () => upstream.destroy());
  });
  passing.on("upgrade", (_request, socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
  return passing;
}

const transportOf = ({ socket }: Client) => socket.io.engine.transport.name;

/** Two people in a room, who hear of each other by events and ticks and get own images. */
async function converses(client: Client): Promise<void> {
  const roomId = await server.createRoom();
  const other = await connectClient(server.url);
  try {
    accepted(await client.join(roomId));
    const heard: string[] = [];
    client.socket.on("peer:put", ({ name }) => heard.push(name));
    const { slot } = accepted(await other.join(roomId, { name: "Ünïcode 🦊" }));
    for (let seq = 1; seq <= 20; seq++) {
      client.move(seq, [seq / 10, 0, 0]);
      other.move(seq, [0, seq / 10, 0]);
    }
    await until("the own image", () => client.frames.at(-1)?.seq === 20);
    const seen = await until("the other's", () => {
      const cursor = client.cursors.get(slot);
      return cursor?.imageSeq === 20 && cursor.pixels ? cursor : null;
    });
    await until("the own image of the other", () => other.frames.at(-1)?.seq === 20);
    // Bit for bit what its owner got: header, length and order of every message were right.
    expect(seen.pixels).toEqual(other.frames.at(-1)?.pixels);
    expect(heard).toContain("Ünïcode 🦊");
  } finally {
    other.close();
    client.close();
  }
}

it("[P10] frames made once for all are what a WebSocket client reads", async () => {
  const client = await connectClient(server.url);
  expect(transportOf(client)).toBe("websocket");
  await converses(client);
});

it("[P10] who can only poll gets the same messages", async () => {
  const client = await connectClient(server.url, ["polling"]);
  expect(transportOf(client)).toBe("polling");
  await converses(client);
});

it("[P10] behind a proxy that refuses WebSockets, a page's client polls", async () => {
  const client = await connectClient(proxyUrl, ["websocket", "polling"]);
  expect(transportOf(client)).toBe("polling");
  await converses(client);
});
