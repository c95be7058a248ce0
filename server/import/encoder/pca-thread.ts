import { parentPort, workerData } from "node:worker_threads";
import { fitLeading } from "../../model/leading-directions.ts";
import type { Rows } from "../../model/pca.ts";

const { rows, k } = workerData as { rows: Rows; k: number };
parentPort?.postMessage(fitLeading(rows, k));
