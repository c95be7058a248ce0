import { expect, it } from "vitest";
import { readConfig } from "../../../server/config.ts";

it("[K15] without settings this is a server in a LAN", () => {
  expect(readConfig({})).toMatchObject({
    publicUrl: null,
    proxyHops: 0,
    allowedHosts: [],
    metricsToken: null,
    metricsPort: null,
    roomsKeptDays: 365,
    frameAncestors: "'self'",
  });
});

it("[K15] settings are read as they are meant", () => {
  const config = readConfig({
    PUBLIC_URL: "https://class.example.org/",
    PROXY_HOPS: "1",
    ALLOWED_HOSTS: "Lab.example.org, other:8080",
    METRICS_TOKEN: "0123456789abcdef",
    METRICS_PORT: "9100",
    ROOMS_KEPT_DAYS: "30",
    FRAME_ANCESTORS: "'self' https://lms.example.org",
  });
  expect(config.publicUrl?.origin).toBe("https://class.example.org");
  expect(config).toMatchObject({
    proxyHops: 1,
    allowedHosts: ["lab.example.org", "other:8080"],
    metricsToken: "0123456789abcdef",
    metricsPort: 9100,
    roomsKeptDays: 30,
    frameAncestors: "'self' https://lms.example.org",
  });
});

it.each([
  ["PUBLIC_URL", "class.example.org"],
  ["PUBLIC_URL", "ftp://class.example.org"],
  ["PUBLIC_URL", "https://class.example.org/path"],
  ["PROXY_HOPS", "-1"],
  ["PROXY_HOPS", "many"],
  ["ALLOWED_HOSTS", "https://lab.example.org"],
  ["METRICS_PORT", "0"],
  ["METRICS_PORT", "3000"],
  ["ROOMS_KEPT_DAYS", "0"],
  ["FRAME_ANCESTORS", "'self'; script-src *"],
])("[K15] %s=%s is named in one sentence", (name, value) => {
  const message = `${name}=${value} cannot be used: `;
  expect(() => readConfig({ [name]: value })).toThrow(message);
});

it("[K15] a token that is too short is not repeated", () => {
  expect(() => readConfig({ METRICS_TOKEN: "sesame" })).toThrow(/^METRICS_TOKEN cannot be used: /);
  expect(() => readConfig({ METRICS_TOKEN: "sesame" })).not.toThrow(/sesame/);
});
