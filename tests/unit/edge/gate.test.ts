import { hostname } from "node:os";
import { expect, it } from "vitest";
import { createGate } from "../../../server/edge/gate.ts";

type Headers = Record<string, string>;
const lan = createGate({ proxyHops: 0, publicUrl: null, allowedHosts: [] });
const asked = (gate: typeof lan, headers: Headers, method = "GET", url = "/") =>
  gate.refuse({ headers, method, url })?.status ?? "fine";

it.each([
  "localhost:3000",
  "127.0.0.1:3000",
  "192.168.1.20:3000",
  "[fe80::1]:3000",
  hostname(),
  `${hostname().split(".")[0]}.local:3000`,
])("[K2] the name %s is this server's", (host) => {
  expect(asked(lan, { host })).toBe("fine");
});

it.each([
  "evil.test",
  "evil.test:3000",
  "localhost.evil.test",
  "",
  "a b",
  "x@localhost",
  "[::1",
  "localhost/x",
  "localhost:99999",
])("[K2] the name “%s” is not, and never an error of ours", (host) => {
  expect(asked(lan, { host })).toBe(421);
  expect(lan.refuse({ headers: {}, method: "GET", url: "/" })?.status).toBe(421);
});

it("[K2] the public address and allowed names are this server's too", () => {
  const gate = createGate({
    proxyHops: 0,
    publicUrl: new URL("https://class.example.org"),
    allowedHosts: ["lab.example.org", "other.example.org:8080"],
  });
  for (const host of ["class.example.org", "lab.example.org", "other.example.org:8080"])
    expect(asked(gate, { host })).toBe("fine");
  expect(asked(gate, { host: "example.org" })).toBe(421);
});

it("[K2] x-forwarded-host counts only behind a declared proxy", () => {
  const forged = { host: "evil.test", "x-forwarded-host": "localhost" };
  expect(asked(lan, forged)).toBe(421);
  const proxied = createGate({
    proxyHops: 1,
    publicUrl: new URL("https://class.example.org"),
    allowedHosts: [],
  });
  const headers = { host: "app:3000", "x-forwarded-host": "class.example.org" };
  expect(asked(proxied, headers)).toBe("fine");
  expect(asked(proxied, { ...headers, "x-forwarded-host": "class.example.org, evil.test" })).toBe(
    421,
  );
  expect(asked(proxied, { ...headers, origin: "https://class.example.org" })).toBe("fine");
  expect(asked(proxied, { ...headers, origin: "https://evil.test" })).toBe(403);
});

const host = "192.168.1.20:3000";

it.each([
  ["a page of ours", { origin: "http://192.168.1.20:3000" }, "fine"],
  ["another site", { origin: "https://evil.test" }, 403],
  ["another port of the same machine", { origin: "http://192.168.1.20:8080" }, 403],
  ["what is no address", { origin: "evil" }, 403],
  ["a page that hides where it is", { origin: "null" }, 403],
  ["a hidden page that is ours", { origin: "null", "sec-fetch-site": "same-origin" }, "fine"],
  ["a program that is no browser", {}, "fine"],
] as [string, Headers, number | string][])(
  "[K3] a socket opened by %s",
  (_what, headers, result) => {
    expect(asked(lan, { host, upgrade: "websocket", ...headers }, "GET", "/socket.io/?x=1")).toBe(
      result,
    );
    expect(asked(lan, { host, ...headers }, "POST", "/api/rooms")).toBe(result);
  },
);

it.each(["cross-site", "same-site"])(
  "[K3] without Origin, %s opens no socket and changes nothing, but a link may be followed",
  (site) => {
    const headers = { host, "sec-fetch-site": site };
    expect(asked(lan, headers, "GET", "/socket.io/?transport=polling")).toBe(403);
    expect(asked(lan, { ...headers, upgrade: "websocket" })).toBe(403);
    expect(asked(lan, headers, "POST", "/api/rooms")).toBe(403);
    expect(asked(lan, headers, "GET", "/room/abcdefgh")).toBe("fine");
  },
);

it("[K3] the port that a scheme implies may be written or not", () => {
  expect(asked(lan, { host: "127.0.0.1", origin: "http://127.0.0.1:80" })).toBe("fine");
  expect(asked(lan, { host: "127.0.0.1:443", origin: "https://127.0.0.1" })).toBe("fine");
});
