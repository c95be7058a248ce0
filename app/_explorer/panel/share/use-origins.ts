import { useEffect, useState } from "react";
import { isLocalOnly, loadOrigins } from "./addresses.ts";

/**
 * Addresses by which others reach this server, the likeliest first: this page's own, or on localhost those that the
 * server names. Null while they are asked for; none when this computer alone reaches it.
 */
export function useOrigins(): readonly string[] | null {
  const local = isLocalOnly();
  const [origins, setOrigins] = useState<readonly string[] | null>(
    local ? null : [location.origin],
  );
  useEffect(() => {
    if (!local) return;
    const abort = new AbortController();
    void loadOrigins(abort.signal).then((found) => {
      if (!abort.signal.aborted) setOrigins(found);
    });
    return () => abort.abort();
  }, [local]);
  return origins;
}
