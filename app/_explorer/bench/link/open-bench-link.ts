import { text } from "../../../_i18n/text.ts";
import { toast, useExplorer } from "../../store.ts";
import { openBench, useBench } from "../bench-store.ts";
import { benchFor } from "../first-bench.ts";
import { allModels } from "../models.ts";
import { readBenchLink } from "./bench-link.ts";

/** Opens what the page's address asks for, once the room is there. What cannot be read is told once, and left. */
export async function openBenchLink(value: string): Promise<void> {
  const linked = await readBenchLink(value);
  const { card } = useExplorer.getState();
  if (!linked || !card) {
    toast(text("bench.brokenLink"), { tone: "error", ms: 10_000 });
    return;
  }
  if ("state" in linked) {
    useBench.setState({ own: linked.state });
    openBench();
    return;
  }
  const models = await allModels();
  const asked = models.find(({ id }) => id === linked.model);
  if (asked) useBench.setState({ own: benchFor(asked, card) });
  else toast(text("bench.unknownModel", { id: linked.model }), { tone: "error", ms: 10_000 });
  openBench();
}
