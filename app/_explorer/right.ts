import { allows } from "../../server/protocol/rights.ts";
import { type ExplorerState, useExplorer } from "./store.ts";

type Rights = Pick<ExplorerState, "right">;

/** What this page's person may do here; an owner is a "host" too. */
export const useRight = (): ExplorerState["right"] => useExplorer((s) => s.right);

/** For `useExplorer(mayEdit)` in components, and `mayEdit(useExplorer.getState())` elsewhere. */
export const mayEdit = ({ right }: Rights): boolean => allows(right, "edit");
export const mayHost = ({ right }: Rights): boolean => allows(right, "host");
