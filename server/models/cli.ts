import { selectEngine } from "../engine/select-engine.ts";
import { runModels } from "./run.ts";

process.exitCode = await runModels(process.argv.slice(2), {
  root: process.env.ARTIFACTS ?? "server/artifacts",
  say: console.log,
  open: (entry) => selectEngine(new Map([[entry.card.id, entry]]), "onnx-cpu"),
});
