/** What keeps a file from being imported: its message is the one sentence that the person needs. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}
