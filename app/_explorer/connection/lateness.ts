import { after } from "../after.ts";
import { useExplorer } from "../store.ts";

/** Gaps shorter than this are nobody's business: the page comes back by itself, in its place. */
const SILENT_MS = 5_000;

/** Says in the store when the page has been away for long enough to tell the person. It begins away. */
export function startLateness(): { away: () => void; back: () => void } {
  let cancel: (() => void) | null = null;
  const away = () => {
    cancel ??= after(SILENT_MS, () => useExplorer.setState({ connectionLate: true }));
  };
  const back = () => {
    cancel?.();
    cancel = null;
    useExplorer.setState({ connectionLate: false });
  };
  away();
  return { away, back };
}
