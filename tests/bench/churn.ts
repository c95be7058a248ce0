import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { logCommands } from "./commands.ts";
import type { Beside } from "./measure-rooms.ts";
import { connectRaw, type RawClient } from "./raw-client.ts";
import type { BenchServer } from "./server.ts";

/** Visits at a time; each takes some seconds, and is somebody new. */
const VISITORS = 4;
const STEP_MS = 350;
const STOPS = 5;

/**
 * What a lesson does to a room beside moving: people come, move, take another name, keep a place, save a path, play it,
 * remove both and go, without saying goodbye half of the time. Refusals are counted, not fatal.
 */
export async function startChurn(server: BenchServer): Promise<Beside> {
  const log = logCommands();
  const state = { running: true, visits: 0 };
  const visitors = Array.from({ length: VISITORS }, async (_, i) => {
    const random = createRandom(i);
    while (state.running) {
      await visit(server, random, log, state.visits++).catch((cause: unknown) => {
        // A visit that fails is one figure less; the next one says whether the server is gone.
        void log.note(Promise.reject(cause));
      });
      await sleep(STEP_MS);
    }
  });
  return {
    async stop() {
      state.running = false;
      await Promise.all(visitors);
      for (const [code, count] of log.refused) console.log(`  churn: ${code} × ${count}`);
      return { visits: state.visits, ...log.figures() };
    },
  };
}

async function visit(
  server: BenchServer,
  random: () => number,
  log: ReturnType<typeof logCommands>,
  number: number,
): Promise<void> {
  const { roomIds, latentDim } = server;
  const roomId = roomIds[Math.floor(random() * roomIds.length)] ?? "";
  const person = await connectRaw({ ...server, roomId, onMessage: () => undefined });
  const z = () => [...gaussianVector(random, latentDim)];
  const ask = <T>(event: string, request: unknown) => log.note<T>(person.ask(event, request));
  try {
    await moveAbout(person, random, latentDim);
    await ask("profile", { name: `Visitor ${number}`, color: "#4477aa" });
    await sleep(STEP_MS);
    const place = await ask<{ id: string }>("bookmark:create", {
      name: `Place ${number}`,
      z: z(),
      view: null,
    });
    await sleep(STEP_MS);
    const stops = Array.from({ length: STOPS }, (_, i) => ({ label: `Stop ${i}`, z: z() }));
    const draft = { id: null, name: `Path ${number}`, interpolation: "lerp", seconds: 2, stops };
    const path = await ask<{ id: string }>("path:save", draft);
    if (path) {
      await ask("playback", { action: "play", pathId: path.id });
      await moveAbout(person, random, latentDim);
      await ask("playback", { action: "stop" });
      await ask("path:remove", { id: path.id });
    }
    await sleep(STEP_MS);
    if (place) await ask("bookmark:remove", { id: place.id });
  } finally {
    person.close();
  }
}

async function moveAbout(
  person: RawClient,
  random: () => number,
  latentDim: number,
): Promise<void> {
  for (let seq = 0; seq < 10 && person.isOpen(); seq++) {
    person.move(Math.floor(performance.now()), gaussianVector(random, latentDim));
    await sleep(STEP_MS / 5);
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
