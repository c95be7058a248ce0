/** A mistake in the command line, or in what it names: its message is the one sentence the person needs. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
