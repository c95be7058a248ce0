import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RequestOf } from "../../server/protocol/commands.ts";
import type { ServerEvents } from "../../server/protocol/events.ts";
import { imageAddress } from "../../server/protocol/image-address.ts";
import {
  NOTE_MAX_CHARS,
  TOUR_MAX_STOPS,
  TOUR_NOTES_MAX_CHARS,
} from "../../server/protocol/limits.ts";
import { accepted, type Client, codeOf, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

type Draft = RequestOf<"tour:save">;
type Stop = Draft["stops"][number];

const stopAt = (id: string, z: number[], changes: Partial<Stop> = {}): Stop => ({
  id,
  title: `Stop ${id}`,
  note: "Look **here**.",
  z,
  path: null,
  view: {
    camera: { position: [4, 3, 2], target: [0, 0, 0] },
    colouring: "class",
    hiddenClasses: [3],
    images: false,
    tab: "legend",
  },
  ...changes,
});

const draftOf = (changes: Partial<Draft> = {}): Draft => ({
  id: null,
  revision: null,
  name: "First look",
  stops: [stopAt("stopaaaa", [0, 0, 0]), stopAt("stopbbbb", [1, -1, 0.1])],
  ...changes,
});

describe("tours over sockets", () => {
  let server: Running;
  let roomId: string;
  const clients: Client[] = [];

  const come = async (room = roomId) => {
    const client = await connectClient(server.url);
    clients.push(client);
    return { client, joined: accepted(await client.join(room)) };
  };

  beforeAll(async () => {
    server = await startApp();
    roomId = await server.createRoom();
    return () => server.stop();
  }, 60_000);
  afterAll(() => {
    for (const client of clients) client.close();
  });

  it("[TR7] a saved tour is told to everyone as a summary, read whole on request, with its pictures by address", async () => {
    const { client: ada } = await come();
    const { client: bo } = await come();
    const told: ServerEvents["tour:put"][] = [];
    bo.socket.on("tour:put", (put) => void told.push(put));
    const path = {
      interpolation: "slerp" as const,
      seconds: 4,
      stops: [
        [1, 0, 0.1],
        [0, 2, 0],
      ],
    };
    const stops = [...draftOf().stops, stopAt("stopcccc", [1, 0, 0.1], { path })];
    const saved = accepted(await ada.ask("tour:save", draftOf({ stops })));
    const put = await until("the tour", () => told.find(({ item }) => item.id === saved.id));
    expect(put.item).toMatchObject({ name: "First look", stops: 3, revision: 1 });
    expect(put.item.images).toEqual(saved.stops.map(({ image }) => image));
    expect(JSON.stringify(put)).not.toContain("here");
    const read = accepted(await bo.ask("tour:read", { id: saved.id, language: "en" }));
    expect(read).toEqual(saved);
    expect(read.stops[2]?.path?.stops[0]).toEqual([1, 0, Math.fround(0.1)]);
    expect(read.stops[1]?.view.hiddenClasses).toEqual([3]);
    const { joined } = await come();
    expect(joined.tours.find(({ id }) => id === saved.id)).toEqual(put.item);
    const picture = await fetch(server.url + imageAddress(roomId, read.stops[2]?.image ?? ""));
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  });

  it("[TR2] a change that was based on an older revision is refused and changes nothing", async () => {
    const { client } = await come();
    const first = accepted(await client.ask("tour:save", draftOf()));
    const { id } = first;
    const change = (revision: number | null, name: string) =>
      client.ask("tour:save", draftOf({ id, revision, name }));
    const [a, b] = await Promise.all([change(1, "A"), change(1, "B")]);
    expect([codeOf(a), codeOf(b)].sort()).toEqual(["accepted", "tour_changed"]);
    expect(codeOf(await change(null, "C"))).toBe("tour_changed");
    const now = accepted(await client.ask("tour:read", { id, language: "en" }));
    expect([now.name, now.revision]).toEqual([a.ok ? "A" : "B", 2]);
    expect(codeOf(await client.ask("tour:save", draftOf({ id: "nosuchtour", revision: 1 })))).toBe(
      "tour_not_found",
    );
  });

  it("[TR3] a removed tour is gone for everyone and comes back by undo", async () => {
    const { client } = await come();
    const { id } = accepted(await client.ask("tour:save", draftOf()));
    const gone: string[] = [];
    client.socket.on("tour:gone", (word) => void gone.push(word.id));
    expect(codeOf(await client.ask("tour:remove", { id }))).toBe("accepted");
    await until("the word", () => gone.includes(id));
    expect(codeOf(await client.ask("tour:read", { id, language: "en" }))).toBe("tour_not_found");
    expect(accepted(await client.ask("tour:restore", { id })).name).toBe("First look");
    expect((await come()).joined.tours.map((tour) => tour.id)).toContain(id);
  });

  it("[TR8] what is out of bounds is refused with a sentence that says which bound", async () => {
    const { client } = await come();
    const refused = async (changes: Partial<Draft>) => {
      const reply = await client.ask("tour:save", draftOf(changes));
      return reply.ok ? "accepted" : `${reply.fault.code} ${reply.fault.message}`;
    };
    const [stop] = draftOf().stops as [Stop];
    const many = (count: number, make: (i: number) => Partial<Stop>) =>
      Array.from({ length: count }, (_, i) => ({ ...stop, id: `stop${1000 + i}`, ...make(i) }));
    expect(await refused({ stops: many(TOUR_MAX_STOPS, () => ({})) })).toBe("accepted");
    expect(await refused({ stops: many(TOUR_MAX_STOPS + 1, () => ({})) })).toContain("40 stops");
    const long = "x".repeat(NOTE_MAX_CHARS);
    expect(await refused({ stops: [{ ...stop, note: long }] })).toBe("accepted");
    expect(await refused({ stops: [{ ...stop, note: `${long}x` }] })).toContain("4000 characters");
    const all = Math.floor(TOUR_NOTES_MAX_CHARS / NOTE_MAX_CHARS);
    expect(await refused({ stops: many(all + 1, () => ({ note: long })) })).toContain("together");
    const path = {
      interpolation: "lerp" as const,
      seconds: 5,
      stops: Array.from({ length: 64 }, () => [0, 0, 0]),
    };
    expect(await refused({ stops: many(4, () => ({ path })) })).toContain("256 places");
    expect(await refused({ stops: [stop, stop] })).toContain("same id");
    expect(await refused({ stops: [{ ...stop, title: " " }] })).toContain("at least one character");
    expect(await refused({ stops: [{ ...stop, z: [0, 0] }] })).toContain("bad_latent");
    const far = { ...stop.view, camera: { position: [1e9, 0, 0], target: [0, 0, 0] } };
    expect(await refused({ stops: [{ ...stop, view: far as Stop["view"] }] })).toContain("camera");
  });

  it("[TR8] the longest honest tour of three-byte letters arrives", async () => {
    const { client } = await come();
    const notes = TOUR_NOTES_MAX_CHARS / NOTE_MAX_CHARS;
    const stops = Array.from({ length: TOUR_MAX_STOPS }, (_, i) =>
      stopAt(`stop${1000 + i}`, [0.123456789, -1 / 3, i / 7], {
        note: i < notes ? "界".repeat(NOTE_MAX_CHARS) : "",
        title: "界".repeat(60),
      }),
    );
    const saved = accepted(await client.ask("tour:save", draftOf({ stops })));
    expect(saved.stops[0]?.note).toHaveLength(NOTE_MAX_CHARS);
  });

  it("[TR11] the model's own tour is offered in every room, read in either language, copied, and never changed", async () => {
    const { client, joined } = await come();
    const [builtIn] = joined.tours;
    expect(builtIn?.builtIn?.ru).toBe("Что такое латентное пространство?");
    const id = builtIn?.id ?? "";
    const ru = accepted(await client.ask("tour:read", { id, language: "ru" }));
    expect(ru.name).toBe(builtIn?.builtIn?.ru);
    expect(ru.stops).toHaveLength(builtIn?.stops ?? 0);
    const draft = draftOf({ id, revision: 1 });
    expect(codeOf(await client.ask("tour:save", draft))).toBe("tour_read_only");
    expect(codeOf(await client.ask("tour:remove", { id }))).toBe("tour_read_only");
    const stops = ru.stops.map(({ image, ...stop }) => stop);
    const copy = accepted(await client.ask("tour:save", draftOf({ name: "Mine", stops })));
    expect(copy.stops.map(({ note }) => note)).toEqual(ru.stops.map(({ note }) => note));
    const [picture] = builtIn?.images ?? [];
    const drawn = await fetch(server.url + imageAddress(roomId, picture ?? ""));
    expect([drawn.status, drawn.headers.get("content-type")]).toEqual([200, "image/png"]);
    const none = await fetch(server.url + imageAddress(roomId, "AAAAaaaa0000-_zz"));
    expect(none.status).toBe(404);
  });

  describe("shown to everyone", () => {
    let hosted: string;
    let hostKey: string;

    const enter = async (key?: string) => {
      const client = await connectClient(server.url);
      clients.push(client);
      const joined = accepted(await client.join(hosted, key ? { key } : {}));
      const at: (string | null)[] = [];
      client.socket.on("lesson:put", ({ tour }) => void at.push(tour && `${tour.id} ${tour.at}`));
      return { client, joined, at };
    };
    const tourIn = async (client: Client) => accepted(await client.ask("tour:save", draftOf())).id;

    beforeAll(async () => {
      const response = await fetch(`${server.url}/api/rooms`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "Hosted", modelId: "digits-3d" }),
      });
      ({ id: hosted, hostKey } = (await response.json()) as { id: string; hostKey: string });
    });

    it("[TR20] a host takes everyone along, latecomers too; nobody else does", async () => {
      const host = await enter(hostKey);
      const student = await enter();
      const id = await tourIn(student.client);
      expect(codeOf(await student.client.ask("tour:go", { id, at: 0 }))).toBe("forbidden");
      expect(codeOf(await host.client.ask("tour:go", { id, at: 1 }))).toBe("accepted");
      await until("the word", () => student.at.includes(`${id} 1`));
      expect((await enter()).joined.lesson.tour).toEqual({ id, at: 1 });
      expect(codeOf(await host.client.ask("tour:go", { id, at: 2 }))).toBe("bad_request");
      expect(codeOf(await host.client.ask("tour:go", { id: "nosuchtour", at: 0 }))).toBe(
        "tour_not_found",
      );
      expect(codeOf(await host.client.ask("tour:go", null))).toBe("accepted");
      await until("the end", () => student.at.at(-1) === null);
      expect((await enter()).joined.lesson.tour).toBeNull();
    });

    it("[TR20] it stays within a tour that lost stops, and ends with it", async () => {
      const host = await enter(hostKey);
      const id = await tourIn(host.client);
      await host.client.ask("tour:go", { id, at: 1 });
      const stops = draftOf().stops.slice(0, 1);
      accepted(await host.client.ask("tour:save", draftOf({ id, revision: 1, stops })));
      expect((await enter()).joined.lesson.tour).toEqual({ id, at: 0 });
      accepted(await host.client.ask("tour:remove", { id }));
      expect((await enter()).joined.lesson.tour).toBeNull();
      // The model's own has the same stops in every language.
      const builtIn = host.joined.tours[0]?.id ?? "";
      expect(codeOf(await host.client.ask("tour:go", { id: builtIn, at: 11 }))).toBe("accepted");
      expect(codeOf(await host.client.ask("lesson:end", {}))).toBe("accepted");
      expect((await enter()).joined.lesson.tour).toBeNull();
    });

    it("[TR20] whoever may only look reads tours and changes none", async () => {
      const host = await enter(hostKey);
      const id = await tourIn(host.client);
      accepted(await host.client.ask("room:access", { link: "view" }));
      const { client, joined } = await enter();
      expect(joined.right).toBe("view");
      expect(accepted(await client.ask("tour:read", { id, language: "en" })).stops).toHaveLength(2);
      const tried = await Promise.all([
        client.ask("tour:save", draftOf()),
        client.ask("tour:save", draftOf({ id, revision: 1 })),
        client.ask("tour:remove", { id }),
        client.ask("tour:restore", { id }),
        client.ask("tour:go", { id, at: 0 }),
        client.ask("tour:go", null),
      ]);
      expect(tried.map(codeOf)).toEqual(Array(6).fill("forbidden"));
      expect(accepted(await host.client.ask("tour:read", { id, language: "en" })).revision).toBe(1);
    });
  });
});
