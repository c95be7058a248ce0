// Preloaded into a server: its HTTP server never says that it closed.
import { Server } from "node:http";

Server.prototype.close = function () {
  return this;
};
