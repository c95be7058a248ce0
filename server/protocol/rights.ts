/** What a person in a room may do, least first: each includes those before it. */
const RIGHTS = ["view", "edit", "host"] as const;
export type Right = (typeof RIGHTS)[number];

/** Whether someone who has `held` may do what needs `needed`. */
export const allows = (held: Right, needed: Right): boolean =>
  RIGHTS.indexOf(held) >= RIGHTS.indexOf(needed);
