import { openStore } from "../../../server/store/open-store.ts";
import { bookmarkIn } from "../../contract/store-fixtures.ts";

// A process of its own: tells its parent each id after the store has acknowledged it, without end.
const [, , url = ""] = process.argv;
const store = await openStore({ url });
await store.createRoom({ id: "roomaaaa", name: "A", modelId: "digits-3d" });
for (let i = 0; ; i += 1) {
  const { id } = await bookmarkIn(store, `row${i}`, { z: [i, -i, 0.5] });
  process.send?.(id);
}
