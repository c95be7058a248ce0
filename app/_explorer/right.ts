import { allows } from "../../server/protocol/rights.ts";
import type { ExplorerState } from "./store.ts";

type Rights = Pick<ExplorerState, "right">;

/** For `useExplorer(mayEdit)` in components, and `mayEdit(useExplorer.getState())` elsewhere. */
export const mayEdit = ({ right }: Rights): boolean => allows(right, "edit");
export const mayHost = ({ right }: Rights): boolean => allows(right, "host");
