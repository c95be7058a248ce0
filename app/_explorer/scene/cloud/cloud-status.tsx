import { retryCloud } from "../../cloud.ts";
import { useExplorer } from "../../store.ts";
import { LoadStatus } from "./load-status.tsx";

/** Says how far the data of the room's model have come, or why they have not. */
export function CloudStatus() {
  const fault = useExplorer((state) => state.cloudFault);
  const progress = useExplorer((state) => state.cloudProgress);
  const waiting = useExplorer((state) => state.card !== null && state.cloud === null);
  return <LoadStatus fault={fault} progress={waiting ? progress : null} onRetry={retryCloud} />;
}
