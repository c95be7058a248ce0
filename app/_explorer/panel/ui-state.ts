import { create } from "zustand";

export const TABS = ["sliders", "places", "paths", "tours", "people", "legend", "model"] as const;
export type Tab = (typeof TABS)[number];
export const isTab = (name: string | null): name is Tab => TABS.includes(name as Tab);

/** How far the bottom sheet of a small screen is drawn up. */
export type SheetHeight = "low" | "half" | "tall";

interface UiState {
  tab: Tab;
  sheet: SheetHeight;
  dialog: "help" | "share" | "join" | "wall" | "set-task" | "lesson" | "bench" | null;
  /** Leaves the scene alone on the screen, for a projector. */
  panelsHidden: boolean;
  /** Null: where there are too many to be seen at once. */
  sortByActivity: boolean | null;
  /** Sliders along the data's principal components instead of the dimensions. */
  componentSliders: boolean;
  /** Rises when the field for a new bookmark's name should take focus. */
  nameFocus: number;
}

const initial: UiState = {
  tab: "places",
  sheet: "half",
  dialog: null,
  panelsHidden: false,
  sortByActivity: null,
  componentSliders: false,
  nameFocus: 0,
};

/** What this page's panels show; concerns nobody else. */
export const useUi = create<UiState>()(() => initial);

export function resetUi(): void {
  useUi.setState(initial, true);
}

export function openTab(tab: Tab): void {
  useUi.setState((s) => ({
    tab,
    panelsHidden: false,
    sheet: s.sheet === "low" ? "half" : s.sheet,
  }));
}

/** Opens the places and puts the caret into the name of a new one. */
export function startBookmark(): void {
  openTab("places");
  useUi.setState((s) => ({ nameFocus: s.nameFocus + 1 }));
}

export function toggleHelp(): void {
  useUi.setState((s) => ({ dialog: s.dialog === "help" ? null : "help" }));
}

export function closeDialog(): void {
  useUi.setState({ dialog: null });
}

export function togglePanels(): void {
  useUi.setState((s) => ({ panelsHidden: !s.panelsHidden }));
}
