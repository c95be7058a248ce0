import { text } from "../../_i18n/text.ts";
import { applyViewState, type ViewParts } from "../follow/own-view.ts";
import { live, onLive } from "../live.ts";
import { toast, useExplorer } from "../store.ts";
import { type LinkedView, readViewLink, weightsNumber } from "./view-link.ts";

/** What the page's address asks to be shown; null where it asks nothing, "broken" where it cannot be read. */
export function linkedView(search: string): LinkedView | "broken" | null {
  const value = new URLSearchParams(search).get("s");
  return value === null ? null : (readViewLink(value) ?? "broken");
}

/**
 * Shows what a link holds: colours, filter and panel once the room is there, the camera once the scene is. What does not
 * fit this room is told once and left. Returns the undo.
 */
export function showLinkedView(linked: LinkedView | "broken"): () => void {
  const stopLook = once(isJoined, () => {
    const fault = faultOf(linked);
    if (fault) toast(text(`options.${fault}`), { tone: "error", ms: 10_000 });
    apply(linked, { look: true, tab: true });
  });
  const stopCamera = onceScene(() => apply(linked, { camera: true }));
  return () => {
    stopLook();
    stopCamera();
  };
}

function apply(linked: LinkedView | "broken", what: Partial<ViewParts>): void {
  if (linked === "broken" || faultOf(linked) === "otherModel") return;
  applyViewState(linked.view, { animate: false, what });
}

/** What the person should know of a link in this room. */
function faultOf(linked: LinkedView | "broken") {
  const { card } = useExplorer.getState();
  if (linked === "broken" || !card) return "brokenLink";
  if (card.latentDim !== linked.z.length) return "otherModel";
  return weightsNumber(card.weightsHash) === linked.weights ? null : "otherWeights";
}

/** The scene comes in its own bundle, some time after the page; the room after its answer. Returns the undo. */
export function onceScene(run: () => void): () => void {
  return once(() => live.scene !== null && isJoined(), run);
}

const isJoined = () => useExplorer.getState().connection.state === "joined";

function once(ready: () => boolean, run: () => void): () => void {
  const undo: (() => void)[] = [];
  const stop = () => {
    for (const end of undo.splice(0)) end();
  };
  const look = () => {
    if (!ready()) return;
    stop();
    run();
  };
  undo.push(onLive(look), useExplorer.subscribe(look));
  return stop;
}
