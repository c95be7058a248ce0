// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setCurrentSocket } from "../../../app/_explorer/connection/socket.ts";
import { live, resetLive } from "../../../app/_explorer/live.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { addWhatISee, changeTour } from "../../../app/_explorer/tours/edit-tour.ts";
import { watchTourKeys } from "../../../app/_explorer/tours/tour-keys.ts";
import { parseTourLink, tourLink } from "../../../app/_explorer/tours/tour-link.ts";
import { resetTour, useTour } from "../../../app/_explorer/tours/tour-state.ts";
import {
  endWalk,
  followLesson,
  rejoinTour,
  walkAlone,
} from "../../../app/_explorer/tours/walk-tour.ts";
import { NO_LESSON } from "../../../server/protocol/lesson.ts";
import type { Tour } from "../../../server/protocol/tour.ts";
import { stopOf, tourOf } from "../../contract/store-fixtures.ts";
import { createFakeSocket } from "../../helpers/fake-socket.ts";
import { makeCard } from "../../helpers/make-card.ts";

const ID = "touraaaa";
const path = {
  interpolation: "lerp" as const,
  seconds: 3,
  stops: [
    [0, 1, 0],
    [0, 2, 0],
  ],
};
let tour: Tour;
let fake: ReturnType<typeof createFakeSocket>;
let stopKeys: () => void;
let tests = 0;

const asked = (event: string) => fake.sent.filter((message) => message.event === event);
const tell = (told: { id: string; at: number } | null) => {
  useExplorer.setState({ lesson: { ...NO_LESSON, tour: told } });
  return followLesson(told);
};
const press = (code: string, repeat = false) =>
  document.body.dispatchEvent(
    new KeyboardEvent("keydown", { code, key: code, repeat, bubbles: true, cancelable: true }),
  );
const at = () => useTour.getState().walk?.at;

beforeEach(() => {
  resetExplorer();
  resetTour();
  resetLive(3);
  // Each test has revisions of its own, so that none finds another's tour kept.
  tests += 100;
  tour = {
    ...tourOf(ID),
    modelId: "digits",
    stops: [
      stopOf("stopaaaa", { z: [1, 0, 0] }),
      stopOf("stopbbbb", { z: [0, 1, 0], path }),
      stopOf("stopcccc", { z: [0, 0] }),
    ],
    createdAt: "",
    revision: tests,
  };
  fake = createFakeSocket();
  fake.socket.connected = true;
  fake.answers.set("tour:read", () => ({ ok: true, value: tour }));
  fake.answers.set("tour:go", () => ({ ok: true, value: null }));
  setCurrentSocket(fake.socket as never);
  useExplorer.setState({
    connection: { state: "joined" },
    card: makeCard(),
    tours: [
      { id: ID, modelId: "digits", name: ID, author: "Ada", revision: tests, stops: 3, images: [] },
    ],
  });
  stopKeys = watchTourKeys();
});
afterEach(() => {
  stopKeys();
  setCurrentSocket(null);
});

describe("a tour walked alone", () => {
  it("[TR15] shows each stop's place, filter and way in this page, and asks the server for nothing more", async () => {
    await walkAlone(ID);
    expect([...live.z]).toEqual([1, 0, 0]);
    expect([...useExplorer.getState().hiddenClasses]).toEqual([1, 7]);
    expect(useExplorer.getState().thumbnailsInCloud).toBe(true);
    press("ArrowRight");
    expect(useExplorer.getState().tourPath?.stops).toHaveLength(2);
    // A stop of other dimensions shows its words, and moves nothing.
    const before = [...live.z];
    press("PageDown");
    expect([at(), ...live.z]).toEqual([2, ...before]);
    expect(useExplorer.getState().tourPath).toBeNull();
    expect(asked("tour:go")).toEqual([]);
    expect(asked("tour:read")).toHaveLength(1);
  });

  it("[TR15] is stepped by arrows, page keys, Home and End within its ends, and ended by Escape; a held key steps once", async () => {
    await walkAlone(ID, 7);
    expect(at()).toBe(2);
    press("ArrowRight");
    expect(at()).toBe(2);
    press("Home");
    press("PageUp");
    expect(at()).toBe(0);
    press("ArrowRight");
    press("ArrowRight", true);
    expect(at()).toBe(1);
    press("End");
    expect(at()).toBe(2);
    let heard = 0;
    const listener = () => heard++;
    window.addEventListener("keydown", listener);
    press("ArrowLeft");
    press("Escape");
    expect([heard, useTour.getState().walk]).toEqual([0, null]);
    press("ArrowLeft");
    expect(heard).toBe(1);
    window.removeEventListener("keydown", listener);
  });

  it("[TR16] is named by an address, stop by stop counted from one; what is no tour is none", () => {
    const link = tourLink("https://a.example", "roomaaaa", ID, 2);
    expect(link).toBe("https://a.example/room/roomaaaa?tour=touraaaa&stop=3");
    expect(parseTourLink(new URL(link).search)).toEqual({ id: ID, at: 2 });
    expect(parseTourLink("?tour=touraaaa")).toEqual({ id: ID, at: 0 });
    for (const stop of ["0", "-1", "1.5", "x", ""])
      expect(parseTourLink(`?tour=${ID}&stop=${stop}`)?.at).toBe(0);
    for (const search of ["", "?tour=", "?tour=../x", "?tour=A"])
      expect(parseTourLink(search)).toBeNull();
  });
});

describe("a tour with the lesson", () => {
  it("[TR17] takes everyone along who has not left it; who left comes back to where it is", async () => {
    await tell({ id: ID, at: 0 });
    expect([at(), ...live.z]).toEqual([0, 1, 0, 0]);
    endWalk();
    await tell({ id: ID, at: 1 });
    expect([useTour.getState().walk, useTour.getState().left]).toEqual([null, true]);
    rejoinTour();
    await Promise.resolve();
    await Promise.resolve();
    expect([at(), useTour.getState().left]).toEqual([1, false]);
    await tell(null);
    expect([useTour.getState().walk, useExplorer.getState().tourPath]).toEqual([null, null]);
    expect(asked("tour:go")).toEqual([]);
  });

  it("[TR17] is stepped and ended by hosts, with everyone; another's keys move nothing but their own cursor", async () => {
    await tell({ id: ID, at: 0 });
    press("ArrowRight");
    expect([asked("tour:go").length, at()]).toEqual([0, 0]);
    useExplorer.setState({ right: "host" });
    press("ArrowRight");
    press("Escape");
    expect(asked("tour:go").map(({ payload }) => payload)).toEqual([{ id: ID, at: 1 }, null]);
    // The page moves when the server says so, like everyone's.
    expect(at()).toBe(0);
  });
});

describe("a change of a tour", () => {
  const saved = (payload: unknown) => payload as { revision: number; stops: { title: string }[] };

  it("[TR18] is made again to what someone else left, and neither is lost", async () => {
    let refused = 0;
    fake.answers.set("tour:save", () => {
      if (refused++ > 0) return { ok: true, value: tour };
      // Bo was faster: a stop more, a revision on.
      tour = {
        ...tour,
        revision: tour.revision + 1,
        stops: [...tour.stops, stopOf("stopbobo", { title: "Bo's" })],
      };
      return { ok: false, fault: { code: "tour_changed", message: "No." } };
    });
    live.z = Float32Array.of(3, 2, 1);
    await addWhatISee(ID);
    const [first, second] = asked("tour:save").map(({ payload }) => saved(payload));
    expect([first?.stops.length, second?.stops.length]).toEqual([4, 5]);
    expect(second?.revision).toBe(tests + 1);
    expect(second?.stops.map(({ title }) => title).slice(3)).toEqual(["Bo's", "Stop 5"]);
    expect(useExplorer.getState().toasts).toEqual([]);
  });

  it("[TR18] that fails three times is told, and that changes nothing is not sent", async () => {
    fake.answers.set("tour:save", () => ({
      ok: false,
      fault: { code: "tour_changed", message: "Someone changed this tour meanwhile." },
    }));
    await changeTour(ID, (now) => ({ ...now, name: "New" }));
    expect(asked("tour:save")).toHaveLength(3);
    expect(useExplorer.getState().toasts).toHaveLength(1);
    await changeTour(ID, () => null);
    expect(asked("tour:save")).toHaveLength(3);
  });

  it("[TR18] a new stop holds the place or the selected path, the filter, and no picture of its own", async () => {
    fake.answers.set("tour:save", () => ({ ok: true, value: { ...tour, revision: tests + 1 } }));
    const whole = { id: "pathaaaa", name: "Walk", interpolation: "slerp", seconds: 9, revision: 1 };
    const stops = [
      [1, 1, 1],
      [2, 2, 2],
    ].map((z) => ({ label: "s", z, image: "" }));
    useExplorer.setState({
      selectedPath: "pathaaaa",
      hiddenClasses: new Set([2]),
      paths: [{ ...whole, author: "Ada", images: [], stops: 2 }] as never,
      fullPaths: new Map([["pathaaaa", { ...whole, stops }]]) as never,
    });
    await addWhatISee(ID);
    const [{ payload } = { payload: null }] = asked("tour:save");
    expect(saved(payload).stops.at(-1)).toMatchObject({
      title: "Walk",
      z: [1, 1, 1],
      path: {
        interpolation: "slerp",
        seconds: 9,
        stops: [
          [1, 1, 1],
          [2, 2, 2],
        ],
      },
      view: { hiddenClasses: [2], camera: null },
    });
    expect(JSON.stringify(payload)).not.toContain('"image"');
  });
});
