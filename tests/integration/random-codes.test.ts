import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { accepted, type Client, codeOf, connectClient, until } from "../helpers/client.ts";
import { hear } from "../helpers/hear.ts";
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

async function enter(roomId: string, key?: string) {
  const client = await connectClient(app.url);
  open.push(client);
  const told = hear(client, "lesson:put");
  const joined = accepted(await client.join(roomId, key ? { key } : {}));
  return { client, joined, told };
}

it("[RC5] drawn again, everyone hears the same, latecomers too; a look-only link and a pause keep it as it is", async () => {
  const { id, hostKey } = await app.createHosted();
  const teacher = await enter(id, hostKey);
  const ada = await enter(id);
  expect(ada.joined.lesson.codes).toBe(teacher.joined.lesson.codes);
  accepted(await ada.client.ask("codes:roll", {}));
  const first = await until("the draw", () => teacher.told.at(-1)?.codes);
  expect(first).not.toBe(ada.joined.lesson.codes);
  expect((await enter(id)).joined.lesson.codes).toBe(first);

  accepted(await teacher.client.ask("lesson:pause", { paused: true }));
  expect(codeOf(await ada.client.ask("codes:roll", {}))).toBe("paused");
  accepted(await teacher.client.ask("codes:roll", {}));
  accepted(await teacher.client.ask("lesson:pause", { paused: false }));
  accepted(await teacher.client.ask("room:access", { link: "view" }));
  expect(codeOf(await ada.client.ask("codes:roll", {}))).toBe("forbidden");
  const second = teacher.told.at(-1)?.codes;
  expect(second).not.toBe(first);

  accepted(await teacher.client.ask("lesson:end", {}));
  await until("the end", () => ada.told.at(-1)?.codes === ada.joined.lesson.codes);
});
