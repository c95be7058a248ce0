import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Joined } from "../../server/protocol/commands.ts";
import type { TaskState } from "../../server/protocol/task.ts";
import { MODEL } from "../helpers/artifacts.ts";
import { accepted, type Client, codeOf, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

interface Person extends Client {
  joined: Joined;
  /** All text that came, as it came. */
  heard: string[];
}

let server: Running;
let room: { id: string; hostKey: string };
let host: Person;
let ana: Person;
let bo: Person;
const CLOSEST = { kind: "closest", of: 7, to: 1 } as const;

beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.stop());

beforeEach(async () => {
  const response = await fetch(`${server.url}/api/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Class", modelId: MODEL }),
  });
  room = (await response.json()) as typeof room;
  host = await come("Hostess", room.hostKey);
  accepted(await host.ask("room:access", { link: "view" }));
  ana = await come("Ana Secretname");
  bo = await come("Bo Othername");
  return () => {
    for (const person of [host, ana, bo]) person.close();
  };
});

async function come(name: string, key?: string): Promise<Person> {
  const client = await connectClient(server.url);
  const heard: string[] = [];
  client.socket.io.engine.on("packet", ({ type, data }) => {
    if (type === "message" && typeof data === "string") heard.push(data);
  });
  const joined = accepted(await client.join(room.id, { name, ...(key && { key }) }));
  return Object.assign(client, { joined, heard });
}

const set = async (anonymous = false): Promise<TaskState> =>
  accepted(await host.ask("task:set", { goal: CLOSEST, words: null, anonymous }));

const place = (...z: number[]) => ({ kind: "place", z }) as const;
const answersHeard = ({ heard }: Person) => heard.filter((text) => text.includes("task:answers"));

it("[WT14] who may only look may answer, but neither set, change, keep nor end a task", async () => {
  expect(ana.joined.right).toBe("view");
  const goal = { goal: CLOSEST, words: null, anonymous: false };
  expect(codeOf(await ana.ask("task:set", goal))).toBe("forbidden");
  const { id: taskId } = await set();
  expect(codeOf(await ana.ask("task:change", { taskId, reveal: true }))).toBe("forbidden");
  expect(codeOf(await ana.ask("task:end", { taskId }))).toBe("forbidden");
  const keys = ["abcdefgh2345"];
  expect(codeOf(await ana.ask("task:keep", { taskId, keys, name: "A" }))).toBe("forbidden");
  const kept = accepted(
    await ana.ask("task:answer", { taskId, answer: place(0.123456789, 1, 100) }),
  );
  expect(kept).toEqual(place(0.1235, 1, 8));
});

it("[WT1] answers reach the host as they come in, and nobody else before they are revealed", async () => {
  const { id: taskId } = await set();
  accepted(await ana.ask("task:answer", { taskId, answer: place(1, 2, 3) }));
  const [told = ""] = await until("the answer at the host", () => {
    const heard = answersHeard(host);
    return heard.length > 0 && heard;
  });
  expect(told).toContain("Ana Secretname");
  expect(told).toContain("[1,2,3]");
  // A round trip and more than the quarter of a second in which answers are gathered.
  await new Promise((resolve) => setTimeout(resolve, 400));
  accepted(await bo.ask("cursors:again", {}));
  expect(bo.heard.join("\n")).not.toContain("[1,2,3]");
  expect(answersHeard(bo)).toEqual([]);
  accepted(await host.ask("task:change", { taskId, reveal: true }));
  await until("the answers at everyone", () => answersHeard(bo).length > 0);
  expect(answersHeard(bo)[0]).toContain("[1,2,3]");
  expect(answersHeard(bo)[0]).toContain(`"slot":${ana.joined.slot}`);
});

it("[WT3] without names no packet of a student ties an answer to anyone, on joining later neither", async () => {
  const { id: taskId } = await set(true);
  accepted(await bo.ask("task:answer", { taskId, answer: place(3, 3, 3) }));
  accepted(await ana.ask("task:answer", { taskId, answer: place(1, 2, 3) }));
  accepted(await host.ask("task:change", { taskId, reveal: true }));
  await until("the answers", () => answersHeard(bo).length > 0);
  const late = await come("Late");
  const { task } = late.joined;
  expect(task?.answers).toHaveLength(2);
  const texts = [...answersHeard(bo), JSON.stringify(task)];
  for (const text of texts) {
    expect(text).not.toMatch(/Secretname|Othername|slot|name|color/);
    expect(text).toContain("[1,2,3]");
  }
  const keys = task?.answers?.map(({ key }) => key) ?? [];
  expect(keys).toEqual([...keys].sort());
  expect(answersHeard(host).join()).toContain("Secretname");
  // What is kept names the host: an author would undo the promise.
  expect(accepted(await host.ask("task:keep", { taskId, keys, name: "Answer" }))).toBe(2);
  const again = await come("Later");
  expect(again.joined.bookmarks.map(({ name, author }) => [name, author])).toEqual([
    ["Answer 1", "Hostess"],
    ["Answer 2", "Hostess"],
  ]);
  late.close();
  again.close();
});

it("[WT15] kept answers are places, and paths, with their authors", async () => {
  const goal = { kind: "path", from: 1, to: 7 } as const;
  const { id: taskId } = accepted(
    await host.ask("task:set", { goal, words: "Slowly", anonymous: false }),
  );
  const stops = [
    [0, 0, 0],
    [1, 1, 1],
  ];
  const answer = { kind: "path", interpolation: "slerp", stops } as const;
  expect(codeOf(await ana.ask("task:answer", { taskId, answer: place(0, 0, 0) }))).toBe(
    "task_mismatch",
  );
  accepted(await ana.ask("task:answer", { taskId, answer }));
  const late = await come("Co", room.hostKey);
  const [given] = late.joined.task?.answers ?? [];
  expect(given).toMatchObject({ answer, by: { name: "Ana Secretname" } });
  const keys = [given?.key ?? "", "abcdefgh2345"];
  expect(accepted(await host.ask("task:keep", { taskId, keys, name: "Path of" }))).toBe(1);
  const again = await come("Later");
  expect(again.joined.paths).toMatchObject([{ name: "Path of 1", author: "Ana Secretname" }]);
  late.close();
  again.close();
});

it("[WT4] who comes back finds what they handed in; after the end nothing is taken", async () => {
  const { id: taskId } = await set();
  accepted(await ana.ask("task:answer", { taskId, answer: place(1, 2, 3) }));
  ana.close();
  const back = await connectClient(server.url);
  const joined = await until("the seat", () => true).then(() =>
    back.join(room.id, { token: ana.joined.token, rejoining: true }),
  );
  expect(accepted(joined).task).toMatchObject({ mine: place(1, 2, 3), answers: null });
  accepted(await host.ask("task:change", { taskId, open: false }));
  expect(codeOf(await back.ask("task:answer", { taskId, answer: place(1, 1, 1) }))).toBe(
    "task_closed",
  );
  accepted(await host.ask("task:end", { taskId }));
  expect(codeOf(await back.ask("task:answer", { taskId, answer: place(1, 1, 1) }))).toBe(
    "task_over",
  );
  back.close();
});

it("[WT6] words, classes, rows and stops are bounded, and a refusal says which", async () => {
  const base = { words: null, anonymous: false };
  const say = async (request: unknown) => {
    const reply = await host.send("task:set", request);
    return reply.ok ? "accepted" : `${reply.fault.code}: ${reply.fault.message}`;
  };
  expect(await say({ ...base, goal: { kind: "own" } })).toContain("Write what everyone");
  expect(await say({ ...base, goal: CLOSEST, words: "x".repeat(200) })).toBe("accepted");
  expect(await say({ ...base, goal: CLOSEST, words: "x".repeat(201) })).toContain("bad_request");
  expect(await say({ ...base, goal: { kind: "closest", of: 1, to: 1 } })).toContain(
    "two different",
  );
  expect(await say({ ...base, goal: { kind: "typical", label: 10 } })).toContain("no such class");
  expect(await say({ ...base, goal: { kind: "datum", row: 9_999 } })).toBe("accepted");
  expect(await say({ ...base, goal: { kind: "datum", row: 10_000 } })).toContain("no such image");
  const goal = { kind: "path", from: 1, to: 7 };
  expect(await say({ ...base, goal })).toBe("accepted");
  const taskId = (await come("Eve")).joined.task?.state.id ?? "";
  const path = (stops: number) => ({
    taskId,
    answer: { kind: "path", interpolation: "lerp", stops: Array(stops).fill([0, 0, 0]) },
  });
  for (const [stops, code] of [
    [1, "bad_request"],
    [2, "accepted"],
    [12, "accepted"],
    [13, "bad_request"],
  ] as const)
    expect(codeOf(await ana.send("task:answer", path(stops)))).toBe(code);
  const wrong = { taskId, answer: { ...path(2).answer, stops: [[0], [1]] } };
  expect(codeOf(await ana.send("task:answer", wrong))).toBe("bad_latent");
});
