import { create } from "zustand";
import { openTab } from "../ui-state.ts";

export type SectionId =
  | "about"
  | "switch"
  | "beside"
  | "map"
  | "plane"
  | "posterior"
  | "noise"
  | "codes"
  | "grid"
  | "bench";

/** The part of the Model tab that is open. */
export const useSection = create<{ open: SectionId | null }>()(() => ({ open: "about" }));

/** Shows a part of the Model tab, from wherever one is. */
export function openSection(open: SectionId): void {
  useSection.setState({ open });
  openTab("model");
}
