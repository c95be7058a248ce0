import type { Handlers } from "./handler.ts";

type DoorCommand = Extract<keyof Handlers, `door:${string}`> | "person:remove";

/** Who comes in and who must go. Every host hears of it by `door:put`; the answer is the same, for who asked. */
export function doorHandlers(): Pick<Handlers, DoorCommand> {
  return {
    "person:remove"(seat, { slot }) {
      seat.room.entrance.remove(slot, seat);
      return null;
    },
    "door:lock"({ room }, { locked }) {
      room.door.lock(locked);
      return room.door.state;
    },
    "door:admit"({ room }, { ids }) {
      room.door.admit(ids);
      return room.door.state;
    },
    "door:refuse"({ room }, { ids }) {
      room.door.refuse(ids);
      return room.door.state;
    },
  };
}
