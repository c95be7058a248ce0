/** Somebody who waits at a locked door, as hosts see them. */
interface Waiting {
  id: string;
  name: string;
  color: string;
}

/** A room's door, as its hosts are told of it. */
export interface DoorState {
  locked: boolean;
  /** Longest first. */
  waiting: Waiting[];
}
