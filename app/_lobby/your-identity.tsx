"use client";

import { useEffect, useState } from "react";
import type { Profile } from "../../server/protocol/schema.ts";
import { loadIdentity, saveIdentity } from "../_explorer/connection/identity.ts";
import { PersonFields } from "../_ui/person-fields.tsx";

/** Who this browser will be in the next room; kept as it is typed. */
export function YourIdentity() {
  const [person, setPerson] = useState<Profile>({ name: "", color: "" });
  useEffect(() => {
    const { name, color } = loadIdentity();
    setPerson({ name, color });
  }, []);
  const change = (next: Profile) => {
    setPerson(next);
    const name = next.name.trim();
    if (name) saveIdentity({ ...loadIdentity(), name, color: next.color });
  };
  // An emptied name is not kept; leaving the field shows the one that is.
  const commit = () => {
    if (!person.name.trim()) setPerson({ ...person, name: loadIdentity().name });
  };
  return <PersonFields {...person} onChange={change} onCommit={commit} />;
}
