import { text } from "../../../_i18n/text.ts";
import { toast, useExplorer } from "../../store.ts";

/** Opens the bench that the page's address asks for, once this page has joined. Returns the undo. */
export function showLinkedBench(search: string): () => void {
  const value = new URLSearchParams(search).get("bench");
  if (value === null) return () => {};
  let open = true;
  const stop = useExplorer.subscribe(({ connection }) => {
    if (connection.state !== "joined" || !open) return;
    open = false;
    import("./open-bench-link.ts")
      .then(({ openBenchLink }) => openBenchLink(value))
      .catch(() => toast(text("bench.modelsFailed"), { tone: "error" }));
  });
  return () => {
    open = false;
    stop();
  };
}
