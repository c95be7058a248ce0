import { afterEach, beforeEach, expect, it } from "vitest";
import { accepted, connectClient, until } from "../helpers/client.ts";
import { createMemoryStore } from "../helpers/memory-store.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
beforeEach(async () => {
  server = await startApp();
});
afterEach(() => server.stop());

it("[G7] a lost connection resumes at the same slot, name, colour and latent, and sees what it missed", async () => {
  const roomId = await server.createRoom();
  const ada = await connectClient(server.url);
  const bob = await connectClient(server.url);
  const first = accepted(await ada.join(roomId, { name: "Ada", color: "#228833" }));
  const other = accepted(await bob.join(roomId));
  ada.move(9, [1, 2, 3]);
  await until("the image", () => ada.frames.length > 0);

  const dimmed = new Promise<{ slot: number; online: boolean }>((resolve) =>
    bob.socket.once("peer:put", resolve),
  );
  ada.close();
  expect(await dimmed).toMatchObject({ slot: first.slot, online: false });
  bob.move(1, [0, 0, 1]);
  await until("the other's image", () => bob.frames.length > 0);

  const again = await connectClient(server.url);
  const joined = accepted(await again.join(roomId, { token: first.token, name: "Other name" }));
  expect(joined).toMatchObject({
    resumed: true,
    slot: first.slot,
    name: "Ada",
    color: "#228833",
    z: [1, 2, 3],
    seq: 9,
  });
  await until("the missed image", () => again.cursors.get(other.slot)?.pixels);
  await until("the own image", () => again.frames.length > 0);
  again.close();
  bob.close();
});

it("[G18] a page that comes back before its old connection is found dead has one cursor, not two", async () => {
  const roomId = await server.createRoom();
  const bob = await connectClient(server.url);
  accepted(await bob.join(roomId));
  const old = await connectClient(server.url);
  const first = accepted(await old.join(roomId, { name: "Ada" }));
  old.move(3, [1, 2, 3]);
  await until("the image", () => old.frames.length > 0);
  const dropped = new Promise((resolve) => old.socket.once("disconnect", resolve));

  const fresh = await connectClient(server.url);
  const joined = accepted(await fresh.join(roomId, { token: first.token, rejoining: true }));
  expect(joined).toMatchObject({ resumed: true, slot: first.slot, z: [1, 2, 3], otherTab: false });
  await dropped;
  expect(joined.peers).toHaveLength(1);
  fresh.move(4, [0, 0, 1]);
  await until("the image at the other", () => bob.cursors.get(first.slot)?.seq === 4);
  expect(server.app.registry.counts().people).toBe(2);
  fresh.close();
  bob.close();
});

it("[G8] a room reopens from the store after a restart, with its name and bookmarks", async () => {
  const store = createMemoryStore();
  const before = await startApp({ store: { ...store, close: async () => undefined } });
  const roomId = await before.createRoom();
  const ada = await connectClient(before.url);
  accepted(await ada.join(roomId));
  accepted(await ada.ask("room:rename", { name: "Year 9 maths" }));
  const made = accepted(
    await ada.ask("bookmark:create", { name: "Seven", z: [0.25, 0.5, -1], view: null }),
  );
  ada.close();
  await before.stop();

  const after = await startApp({ store });
  const bob = await connectClient(after.url);
  const joined = accepted(await bob.join(roomId));
  expect(joined.room.name).toBe("Year 9 maths");
  const { id, name, author, image, modelId } = made;
  expect(joined.bookmarks).toEqual([{ id, name, author, image, modelId }]);
  expect(accepted(await bob.ask("bookmark:read", { id }))).toEqual(made);
  bob.close();
  await after.stop();
});

it("[G9] a second tab of the same person joins with a cursor of its own and is told", async () => {
  const roomId = await server.createRoom();
  const one = await connectClient(server.url);
  const two = await connectClient(server.url);
  const first = accepted(await one.join(roomId, { browserId: "same-browser" }));
  const second = accepted(
    await two.join(roomId, { browserId: "same-browser", token: first.token }),
  );
  expect(second).toMatchObject({ otherTab: true, resumed: false });
  expect(second.slot).not.toBe(first.slot);
  one.close();
  two.close();
});
