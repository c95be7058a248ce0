import type { Names } from "../names/names.ts";
import type { Peer } from "../protocol/entities.ts";
import { allows, type Right } from "../protocol/rights.ts";
import type { Profile } from "../protocol/schema.ts";
import { type People, toPeer } from "./people.ts";
import type { Place } from "./place.ts";
import type { Session } from "./session.ts";

export interface ProfilesOptions {
  names: Names;
  people: People;
  rightAt: (slot: number) => Right | undefined;
  /** Everyone hears of a person's name and colour. */
  tell: (session: Session) => void;
}

type Who = Pick<Place, "slot">;

/** What people in a room are called: kindly, and nobody like one of its hosts. */
export class Profiles {
  readonly #options: ProfilesOptions;

  constructor(options: ProfilesOptions) {
    this.#options = options;
  }

  /** The name of somebody with `right` who asked for `wanted`. A host may have any but a rude one. */
  given(wanted: string, right: Right): string {
    const reserved = allows(right, "host") ? [] : this.#hosts().map(({ name }) => name);
    return this.#options.names.given(wanted, reserved);
  }

  /** @returns what they are called now, which may not be what they asked for; null when they have left */
  set({ slot, right }: Who & Pick<Place, "right">, profile: Profile): Peer | null {
    const { people, tell } = this.#options;
    const session = people.session(slot);
    if (!session) return null;
    Object.assign(session, profile, { name: this.given(profile.name, right) });
    tell(session);
    this.keepApart(right);
    return toPeer(session);
  }

  of({ slot }: Who): Profile {
    const session = this.#options.people.session(slot);
    return { name: session?.name ?? "Someone", color: session?.color ?? "#808080" };
  }

  /** Somebody has this right, or another name, since now: who looks like a host gets a name that does not. */
  keepApart(right: Right): void {
    if (!allows(right, "host")) return;
    const { names, people, tell } = this.#options;
    const hosts = this.#hosts();
    for (const session of people.sessions) {
      const alike = hosts.some(({ name }) => names.alike(name, session.name));
      if (!alike || hosts.includes(session)) continue;
      session.name = this.given(session.name, "view");
      tell(session);
    }
  }

  #hosts(): Session[] {
    const { people, rightAt } = this.#options;
    return [...people.sessions].filter(({ slot }) => allows(rightAt(slot) ?? "view", "host"));
  }
}
