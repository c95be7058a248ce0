/** One person in one room, for as long as their place is kept. */
export interface Session {
  readonly slot: number;
  /** Hash of the secret that resumes this session; a new one with each resume. */
  tokenHash: string;
  /** Of the secret before, until the page has shown that it holds the new one. */
  formerHash: string | null;
  /** The same in all tabs of a browser. */
  readonly browserId: string;
  name: string;
  color: string;
  connection: { state: "online" } | { state: "lost"; since: number };
  /** Chose to show their cursor to nobody. */
  hidden: boolean;
}
