import { beforeEach, expect, it } from "vitest";
import { createUplink, type Uplink } from "../../../app/_explorer/connection/uplink.ts";
import { createClock } from "../../helpers/clock.ts";

let clock: ReturnType<typeof createClock>;
let uplink: Uplink;
let newest: number;
let busy: boolean;
let open: boolean;
let timers: number;
let sent: { seq: number; at: number }[];

beforeEach(() => {
  clock = createClock();
  newest = 0;
  busy = false;
  open = true;
  timers = 0;
  sent = [];
  uplink = createUplink({
    newest: () => newest,
    open: () => open,
    busy: () => busy,
    send: () => sent.push({ seq: newest, at: clock.now() }),
    now: clock.now,
    after: (ms, run) => {
      timers++;
      const cancel = clock.after(ms, () => {
        timers--;
        run();
      });
      return () => {
        timers--;
        cancel();
      };
    },
    everyMs: 33,
  });
});

function move(): void {
  newest++;
  uplink.wake();
}

it("[J1] the first move goes out the moment it happens", () => {
  clock.advance(1_000);
  move();
  expect(sent).toEqual([{ seq: 1, at: 1_000 }]);
});

it("[J1] moves at 120 Hz go out every 33 ms, the newest each time and the last one too", () => {
  for (let i = 0; i < 12; i++) {
    move();
    clock.advance(8);
  }
  clock.advance(100);
  expect(sent).toEqual([
    { seq: 1, at: 0 },
    { seq: 5, at: 33 },
    { seq: 9, at: 66 },
    { seq: 12, at: 99 },
  ]);
});

it("[J1] after a pause the next move waits for nothing", () => {
  move();
  clock.advance(40);
  move();
  expect(sent.at(-1)).toEqual({ seq: 2, at: 40 });
});

it("[J2] while the socket is busy moves replace each other; what is newest goes out in the next slot", () => {
  move();
  busy = true;
  for (let i = 0; i < 50; i++) {
    move();
    clock.advance(10);
  }
  expect(sent).toHaveLength(1);
  busy = false;
  clock.advance(33);
  expect(sent).toEqual([
    { seq: 1, at: 0 },
    { seq: 51, at: expect.any(Number) },
  ]);
});

it("[J2] a socket that says it is free again is used at once", () => {
  move();
  busy = true;
  clock.advance(50);
  move();
  clock.advance(5);
  busy = false;
  uplink.wake();
  expect(sent.at(-1)).toEqual({ seq: 2, at: 55 });
  clock.advance(1_000);
  expect(sent).toHaveLength(2);
});

it("[J3] when everything is sent, and while the room is closed, no timer runs", () => {
  move();
  move();
  expect(timers).toBe(1);
  clock.advance(33);
  expect([sent.length, timers]).toEqual([2, 0]);
  open = false;
  clock.advance(100);
  move();
  expect([sent.length, timers]).toEqual([2, 0]);
});

it("[J6] a new connection is told the newest move, although an earlier one was", () => {
  move();
  clock.advance(100);
  uplink.restart();
  expect(sent.map(({ seq }) => seq)).toEqual([1, 1]);
});

it("[J3] what waits when the page leaves is not sent", () => {
  move();
  move();
  uplink.dispose();
  clock.advance(1_000);
  expect([sent.length, timers]).toEqual([1, 0]);
});
