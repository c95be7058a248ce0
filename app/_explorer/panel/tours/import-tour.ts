import { text } from "../../../_i18n/text.ts";
import { toast, useExplorer } from "../../store.ts";
import { createTour } from "../../tours/edit-tour.ts";
import { useTour } from "../../tours/tour-state.ts";

/** Reads a file of a tour, saves it as a tour of this room and opens it; what is wrong with it is said. */
export async function importTour(file: File): Promise<void> {
  const { card } = useExplorer.getState();
  if (!card) return;
  try {
    // Reading it takes the schemas, which the page does not carry otherwise.
    const { readTourFile } = await import("../../tours/tour-file.ts");
    const { tour, otherWeights } = await readTourFile(file, card);
    const made = await createTour(tour.name, tour.stops);
    if (!made) return;
    useTour.setState({ opened: made.id });
    if (otherWeights) toast(text("tours.otherWeights"), { ms: 12_000 });
  } catch (cause) {
    toast(cause instanceof Error ? cause.message : String(cause), { tone: "error", ms: 10_000 });
  }
}
