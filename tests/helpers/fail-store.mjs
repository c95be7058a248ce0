// Preloaded into a server: once the file of this name is there, its store's thread answers nothing but that it cannot.
import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";

const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  const isCall = typeof message?.method === "string" && Array.isArray(message.args);
  if (!isCall || !existsSync(process.env.STORE_FAILS_ONCE))
    return post.call(this, message, ...rest);
  const error = { code: "store_unavailable", message: "The disk is gone." };
  setImmediate(() => this.emit("message", { kind: "failed", id: message.id, error }));
};
