// Preloaded into a server: its threads never say that they ended, as a GPU driver that hangs would.
import { Worker } from "node:worker_threads";

Worker.prototype.terminate = () => new Promise(() => {});
