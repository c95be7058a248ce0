import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { text } from "../../_i18n/text.ts";
import type { Beginning } from "../connection/join.ts";
import { applyViewState, type ViewParts } from "../follow/own-view.ts";
import { live, onLive } from "../live.ts";
import { askModels, useModels } from "../models.ts";
import { toast, useExplorer } from "../store.ts";
import { isOfOther, offerSwitch } from "../switch/other-model.ts";
import { goTo } from "../travel.ts";
import { type LinkedView, readViewLink, weightsNumber } from "./view-link.ts";

/** What the page's address asks to be shown; null where it asks nothing, "broken" where it cannot be read. */
export function linkedView(search: string): LinkedView | "broken" | null {
  const value = new URLSearchParams(search).get("s");
  return value === null ? null : (readViewLink(value) ?? "broken");
}

/** Where the page begins by its address: in the room's model only where the link was made with its weights. */
export function linkedBeginning(linked: LinkedView | "broken" | null): Beginning | null {
  if (!linked || linked === "broken") return null;
  return { z: linked.z, isOf: (card) => isDrawnBy(card, linked) };
}

function isDrawnBy({ weightsHash, latentDim }: ModelCard, { weights, z }: LinkedView): boolean {
  return latentDim === z.length && weightsNumber(weightsHash) === weights;
}

/**
 * Shows what a link holds: colours, filter and panel once the room is there, the camera once the scene is. What does not
 * fit this room is told once; where it is of another model of this server, with the way there. Returns the undo.
 */
export function showLinkedView(linked: LinkedView | "broken"): () => void {
  const undo: (() => void)[] = [];
  let left = false;
  const show = (shown: LinkedView) => {
    apply(shown, { look: true, tab: true });
    undo.push(onceScene(() => apply(shown, { camera: true })));
  };
  const arrive = async () => {
    const { card } = useExplorer.getState();
    if (linked === "broken" || !card) return warn("brokenLink");
    if (isDrawnBy(card, linked)) return show(linked);
    await askModels();
    const of = useModels.getState().cards?.find((other) => isDrawnBy(other, linked));
    const go = () => {
      goTo(linked.z);
      show(linked);
    };
    if (left) return;
    if (of && isOfOther(of.id)) return offerSwitch(of.id, go);
    if (card.latentDim !== linked.z.length) return warn("otherModel");
    warn("otherWeights");
    go();
  };
  undo.push(once(isJoined, () => void arrive()));
  return () => {
    left = true;
    for (const end of undo) end();
  };
}

function warn(fault: "brokenLink" | "otherModel" | "otherWeights"): void {
  toast(text(`options.${fault}`), { tone: "error", ms: 10_000 });
}

function apply({ view }: LinkedView, what: Partial<ViewParts>): void {
  applyViewState(view, { animate: false, what });
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
