import { create } from "zustand";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { text } from "../../../_i18n/text.ts";
import { createPainter } from "../../../_ui/paint.ts";
import { savePath } from "../../connection/commands.ts";
import { live } from "../../live.ts";
import { keepPath, readPath } from "../../saved.ts";
import { useExplorer } from "../../store.ts";
import { nextName } from "../places/place-name.ts";
import { useUi } from "../ui-state.ts";
import { type Draft, draftOf, emptyDraft, toMessage } from "./path-draft.ts";

/** The path under the editor, or null while the list is shown. */
export const usePathEditing = create<{ draft: Draft | null }>()(() => ({ draft: null }));

export function startNewPath(): void {
  const taken = useExplorer.getState().paths.map((path) => path.name);
  useExplorer.setState({ selectedPath: null });
  useUi.setState({ sheet: "tall" });
  usePathEditing.setState({ draft: emptyDraft(nextName(text("paths.suggestion"), taken)) });
}

export async function editPath(id: string): Promise<void> {
  const path = await readPath(id);
  if (!path) return;
  useExplorer.setState({ selectedPath: id });
  useUi.setState({ sheet: "tall" });
  usePathEditing.setState({ draft: draftOf(path) });
}

export function changeDraft(change: (draft: Draft) => Draft): void {
  usePathEditing.setState(({ draft }) => ({ draft: draft && change(draft) }));
}

export function stopEditing(): void {
  useUi.setState({ sheet: "half" });
  usePathEditing.setState({ draft: null });
}

/** Saves the draft and shows the path; the editor stays open when the server refuses. */
export async function saveDraft(draft: Draft): Promise<boolean> {
  const saved = await savePath(toMessage(draft));
  if (!saved) return false;
  keepPath(saved);
  useExplorer.setState({ selectedPath: saved.id });
  stopEditing();
  return true;
}

/** The own place as a stop, with its image as shown now. */
export function currentPlace(number: number) {
  const shape = useExplorer.getState().card?.imageShape;
  const pixels = live.own.pixels;
  return {
    label: text("paths.stop", { number }),
    z: [...live.z],
    picture: shape && pixels ? toDataUrl(pixels, shape) : "",
  };
}

/** A decoded image as a data: URL, for pictures that stand still. */
function toDataUrl(pixels: Uint8Array, shape: ModelCard["imageShape"]): string {
  const canvas = document.createElement("canvas");
  createPainter(canvas, shape)(pixels);
  return canvas.toDataURL();
}
