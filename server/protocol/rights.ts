/** What a person in a room may do, least first: each includes those before it. */
const RIGHTS = ["view", "edit", "host", "owner"] as const;
export type Right = (typeof RIGHTS)[number];

/** What the plain link of a room gives to whoever holds no key. */
export const LINKS = ["edit", "view", "closed"] as const;
export type Link = (typeof LINKS)[number];

/** The host key makes an owner, the co-host key a host. */
export const KEY_NAMES = ["host", "cohost"] as const;
export type KeyName = (typeof KEY_NAMES)[number];

/** As a page is told of it: an owner is a host, and more. */
export interface ToldRight {
  right: Exclude<Right, "owner">;
  owner: boolean;
}

/** Whether someone who has `held` may do what needs `needed`. */
export const allows = (held: Right, needed: Right): boolean =>
  RIGHTS.indexOf(held) >= RIGHTS.indexOf(needed);

export const toldRight = (right: Right): ToldRight =>
  right === "owner" ? { right: "host", owner: true } : { right, owner: false };
