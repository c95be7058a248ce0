import { useTranslations } from "use-intl/react";
import type { TaskAnswer } from "../../../../server/protocol/task.ts";
import { useExplorer } from "../../store.ts";

/** Names of authors as this page may know them; null where answers come without. */
export function useAuthorNames(): (answer: TaskAnswer) => string | null {
  const t = useTranslations("task");
  const peers = useExplorer((s) => s.peers);
  const me = useExplorer((s) => s.me);
  return ({ by }) => {
    if (!by) return null;
    if (by.slot === me?.slot) return me.name;
    return by.name ?? peers.get(by.slot)?.name ?? t("left");
  };
}
