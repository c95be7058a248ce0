import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createEdge } from "../../server/edge/edge.ts";
import { LIMITS } from "../../server/edge/limits.ts";
import { COMMANDS, type CommandName, type RequestOf } from "../../server/protocol/commands.ts";
import { accepted, type Client, codeOf, connectClient, until } from "../helpers/client.ts";
import {
  ACTS,
  PATH_DRAFT,
  PLACE_DRAFT,
  type Scene,
  TASK_DRAFT,
  TOUR_DRAFT,
} from "../helpers/rights-acts.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

const FILE = "docs/rights.md";
/** In the order in which each act is tried: owners change what the others are. */
const PEOPLE = ["removed", "waiting", "edit", "view", "co-host", "owner"] as const;
type Person = (typeof PEOPLE)[number];
/** The request was not even looked at, or not understood: then the cell says nothing. */
const NO_TRY = [
  "bad_request",
  "bad_latent",
  "bad_name",
  "too_fast",
  "internal",
  "store_unavailable",
];

const plenty = { points: 1_000_000, seconds: 1 };
let server: Running;
beforeAll(async () => {
  const { createRoom, createRoomTotal, join, newcomers, ...rest } = LIMITS;
  const opened = { createRoom: plenty, createRoomTotal: plenty, join: plenty, newcomers: plenty };
  server = await startApp({ edge: createEdge({}, { ...rest, ...opened }) });
});
afterAll(() => server.stop());

/** A room with everyone in it, or out of it, and something of everything. */
async function stage(): Promise<{ scene: Scene; people: Record<Person, Client>; end: () => void }> {
  const { id, hostKey } = await server.createHosted();
  const clients: Client[] = [];
  const come = async (who: Partial<RequestOf<"join">> = {}) => {
    const client = await connectClient(server.url);
    clients.push(client);
    return { client, joined: accepted(await client.join(id, who)) };
  };
  const { client: owner } = await come({ key: hostKey });
  const { key } = accepted(await owner.ask("room:key", { which: "cohost" }));
  const { client: cohost } = await come({ key });
  const { client: plain } = await come();
  const out = await come({ browserId: "browser-removed" });
  accepted(await owner.ask("person:remove", { slot: out.joined.slot }));
  await until("the removed to be cut off", () => out.client.socket.disconnected);
  const removed = await connectClient(server.url);
  clients.push(removed);
  const reentry = await removed.join(id, { browserId: "browser-removed", token: out.joined.token });
  expect(codeOf(reentry)).toBe("removed");
  accepted(await owner.ask("door:lock", { locked: true }));
  const { client: waiting, joined } = await come();
  expect(joined.waiting).toBe(true);
  const place = accepted(await owner.ask("bookmark:create", PLACE_DRAFT));
  const path = accepted(await owner.ask("path:save", PATH_DRAFT));
  const tour = accepted(await owner.ask("tour:save", TOUR_DRAFT));
  const task = accepted(await owner.ask("task:set", TASK_DRAFT));
  const scene: Scene = {
    bookmarkId: place.id,
    pathId: path.id,
    tourId: tour.id,
    taskId: task.id,
    async someone() {
      accepted(await owner.ask("door:lock", { locked: false }));
      const { joined: fresh } = await come();
      return fresh.slot;
    },
  };
  const people = { removed, waiting, edit: plain, view: plain, "co-host": cohost, owner };
  const end = () => {
    for (const client of clients) client.close();
  };
  return { scene, people, end };
}

type Cell = "yes" | "alone" | "own" | "no";

/** What the server does with one act, of each person. */
async function tryAct(name: keyof typeof ACTS): Promise<Record<Person, Cell>> {
  const { scene, people, end } = await stage();
  const cells: Partial<Record<Person, Cell>> = {};
  for (const person of PEOPLE) {
    if (person === "view") accepted(await people.owner.ask("room:access", { link: "view" }));
    const request = await ACTS[name].request(scene);
    // Who is removed sits nowhere, whatever they ask.
    const code = codeOf(await people[person].send(name, request));
    expect(NO_TRY, `${name} by ${person}: ${code}`).not.toContain(code);
    if (person === "removed") expect(code).toBe("not_joined");
    else expect(code).not.toBe("not_joined");
    const refused = code === "forbidden" || code === "not_joined";
    if (!refused) cells[person] = person === "waiting" ? "alone" : "yes";
    else cells[person] = ACTS[name].own && code === "forbidden" ? "own" : "no";
  }
  end();
  return cells as Record<Person, Cell>;
}

const COLUMNS = ["removed", "waiting", "view", "edit", "co-host", "owner"] as const;
const MARK: Record<Cell, string> = { yes: "yes", alone: "alone", own: "own", no: "–" };

function markdown(table: ReadonlyMap<string, Record<Person, Cell>>): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    "# Rights and acts",
    "",
    "Each cell was tried against a running server over a socket (`tests/integration/rights-table.test.ts`, which holds this",
    "file to what it found; `WRITE_RIGHTS=1` writes it anew). `–`: refused, with `forbidden`; of who was removed with",
    "`not_joined`, since they are not let in. `alone`: in the room for one in which somebody waits at a locked door, where",
    "nothing of the real room is. `own`: only of what is theirs, like the spotlight that they have. Moving and looking",
    "needs no right but to be here.",
    "",
    row(["act", ...COLUMNS]),
    row(["---", ...COLUMNS.map(() => "---")]),
    ...[...table].map(([name, cells]) =>
      row([`\`${name}\``, ...COLUMNS.map((person) => MARK[cells[person]])]),
    ),
    "",
    "## What removing can't do",
    "",
    "Whoever is removed is kept out by their browser's id and by their session's token for as long as the room lives in",
    "memory (until a minute after the last person left, or the server's end). Another browser, a private window, cleared",
    "storage or another device is somebody new. Lock the door, or close the plain link, to keep them out for good.",
    "",
  ].join("\n");
}

it("[RT7] each right may send exactly the commands that the table gives it, tried one by one", async () => {
  const names = Object.keys(ACTS) as (keyof typeof ACTS)[];
  expect([...names, "join"].sort()).toEqual((Object.keys(COMMANDS) as CommandName[]).sort());
  const order = ["view", "edit", "host", "owner"];
  const table = new Map<string, Record<Person, Cell>>();
  for (const name of names) {
    const { least, own } = ACTS[name];
    expect([name, COMMANDS[name].right]).toEqual([name, least]);
    const may = (right: string): Cell =>
      order.indexOf(right) >= order.indexOf(least) ? "yes" : "no";
    const cells = await tryAct(name);
    table.set(name, cells);
    expect([name, cells]).toEqual([
      name,
      {
        removed: "no",
        waiting: own ? "own" : may("view") === "yes" ? "alone" : "no",
        view: own ? "own" : may("view"),
        edit: own ? "own" : may("edit"),
        "co-host": may("host"),
        owner: may("owner"),
      },
    ]);
  }
  const text = markdown(table);
  if (process.env.WRITE_RIGHTS) writeFileSync(FILE, text);
  expect(readFileSync(FILE, "utf8")).toBe(text);
}, 180_000);
