import type { PageNet } from "../../page-decoder/page-session.ts";

/** Networks by address: opened once, the longest unused closed when there are more than `max`. */
export interface Nets {
  /** Rejects when it cannot be fetched or opened; who asks again tries again. */
  get: (file: string) => Promise<PageNet>;
}

export function createNets(open: (file: string) => Promise<PageNet>, max: number): Nets {
  const opened = new Map<string, Promise<PageNet>>();
  const keepWithin = () => {
    for (const [file, net] of opened) {
      if (opened.size <= max) return;
      opened.delete(file);
      net.then(({ close }) => close()).catch(() => {});
    }
  };
  return {
    get(file) {
      const net = opened.get(file) ?? open(file);
      // Last in line again.
      opened.delete(file);
      opened.set(file, net);
      net.catch(() => opened.delete(file));
      keepWithin();
      return net;
    },
  };
}
