import { text } from "../../_i18n/text.ts";
import { toast } from "../store.ts";
import { loadIdentity, saveIdentity } from "./identity.ts";

/** What was said already: a page that comes back need not hear it again. */
let said = "";

/**
 * The server gives names, kindly: says so when it is not the one that was asked for. A number after it holds for this room
 * alone; another name is kept, so that the same person is called the same at the door and behind it.
 */
export function noteGivenName(name: string): void {
  const identity = loadIdentity();
  const wanted = identity.name.replace(/\s+/g, " ").trim();
  if (name === wanted) return;
  if (!name.startsWith(wanted)) saveIdentity({ ...identity, name });
  if (name === said) return;
  said = name;
  toast(text("join.renamed", { name }), { ms: 12_000 });
}
