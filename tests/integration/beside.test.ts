import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { accepted, type Client, codeOf, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let app: Running;
const open: Client[] = [];
beforeAll(async () => {
  app = await startApp();
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});
afterAll(() => app.stop());

async function enter(roomId: string, name: string, key?: string) {
  const client = await connectClient(app.url);
  open.push(client);
  const told: (string | null)[] = [];
  client.socket.on("beside:put", (card) => told.push(card?.id ?? null));
  const joined = accepted(await client.join(roomId, { name, ...(key ? { key } : {}) }));
  return { client, joined, told };
}

it("[SB1] a host puts a second model beside the room's for all, latecomers too, and takes it away", async () => {
  const { id, hostKey } = await app.createHosted();
  const teacher = await enter(id, "Teacher", hostKey);
  const student = await enter(id, "Ada");
  expect(teacher.joined.beside).toBe(null);
  expect(codeOf(await student.client.ask("room:beside", { modelId: "digits-16d" }))).toBe(
    "forbidden",
  );
  accepted(await teacher.client.ask("room:beside", { modelId: "digits-16d" }));
  await until("the student hears of it", () => student.told.length === 1);
  const late = await enter(id, "Late");
  expect(late.joined.beside).toMatchObject({ id: "digits-16d", latentDim: 16 });
  accepted(await teacher.client.ask("room:beside", { modelId: null }));
  await until("the latecomer hears of it", () => late.told.length === 1);
  expect(student.told).toEqual(["digits-16d", null]);
});

it("[SB2] what cannot stand there is refused with its reason", async () => {
  const { id, hostKey } = await app.createHosted();
  const { client, told } = await enter(id, "Teacher", hostKey);
  const code = async (modelId: string) => codeOf(await client.ask("room:beside", { modelId }));
  expect(await code("digits-3d")).toBe("same_model");
  expect(await code("no-such-model")).toBe("model_not_found");
  expect(await code("../../etc")).toBe("bad_request");
  expect(told).toEqual([]);
});
