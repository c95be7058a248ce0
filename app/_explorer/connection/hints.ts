/** Calls back when an attempt to connect has become likelier to succeed. Returns the undo. */
export function onNetworkHint(hint: () => void): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const seen = () => {
    if (!document.hidden) hint();
  };
  document.addEventListener("visibilitychange", seen, { signal });
  window.addEventListener("online", hint, { signal });
  // Restored from the back-forward cache: its sockets were closed.
  window.addEventListener("pageshow", seen, { signal });
  networkInformation()?.addEventListener("change", hint, { signal });
  return () => abort.abort();
}

/** Whether attempts may become rare. Offline says nothing about a server on this very computer. */
export function isPassive(): boolean {
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  return document.hidden || (!navigator.onLine && !local);
}

/** Chromium's: tells of a change from one network to another. */
function networkInformation(): EventTarget | undefined {
  return (navigator as Navigator & { connection?: EventTarget }).connection;
}
