import { decodeBench } from "./decode.ts";
import { exploreBench } from "./explore.ts";
import { fanoutBench } from "./fanout.ts";
import { floodBench } from "./flood.ts";
import { followBench } from "./follow.ts";
import { framesBench } from "./frames.ts";
import { importBench } from "./import.ts";
import { mapBench } from "./map.ts";
import { openBench } from "./open.ts";
import type { Bench } from "./options.ts";
import { pageBench } from "./page.ts";
import { roomBench } from "./room.ts";
import { roomsBench } from "./rooms.ts";
import { sceneBench } from "./scene.ts";
import { schedulerBench } from "./scheduler.ts";
import { soakBench } from "./soak.ts";
import { startBench } from "./start.ts";
import { trainBench } from "./train.ts";

/** In the order in which `npm run bench` runs them. */
export const BENCHES: Record<string, Bench> = {
  decode: decodeBench,
  scheduler: schedulerBench,
  room: roomBench,
  fanout: fanoutBench,
  rooms: roomsBench,
  flood: floodBench,
  map: mapBench,
  page: pageBench,
  follow: followBench,
  start: startBench,
  frames: framesBench,
  open: openBench,
  scene: sceneBench,
  explore: exploreBench,
  train: trainBench,
  import: importBench,
  soak: soakBench,
};
