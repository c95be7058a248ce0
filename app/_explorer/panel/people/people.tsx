"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import type { Profile } from "../../../../server/protocol/schema.ts";
import { IconButton } from "../../../_ui/button.tsx";
import { PersonFields } from "../../../_ui/person-fields.tsx";
import { setProfile } from "../../connection/commands.ts";
import { useExplorer } from "../../store.ts";
import { Avatar } from "./avatar.tsx";
import { PeerRow } from "./peer-row.tsx";
import css from "./people.module.css";

/** Everyone in the room with what they see now; the own row edits name and colour. */
export function People() {
  const me = useExplorer((s) => s.me);
  const peers = useExplorer((s) => s.peers);
  const [draft, setDraft] = useState<Profile | null>(null);
  if (!me) return null;
  const save = (profile: Profile | null) => {
    const name = profile?.name.trim();
    if (profile && name && (name !== me.name || profile.color !== me.color))
      void setProfile({ name, color: profile.color });
  };
  const change = (profile: Profile) => {
    // A colour is final with the press; a name only when the field is left.
    if (profile.color !== (draft?.color ?? me.color)) save(profile);
    setDraft(profile);
  };
  return (
    <div className={css.people}>
      <div className={css.me}>
        <Avatar {...me} />
        <span className={css.name}>
          {me.name} <span className={css.note}>you</span>
        </span>
        <IconButton
          label="Change your name and colour"
          aria-expanded={draft !== null}
          data-testid="edit-profile"
          onClick={() => setDraft(draft ? null : { name: me.name, color: me.color })}
        >
          <Pencil />
        </IconButton>
      </div>
      {draft && <PersonFields {...draft} onChange={change} onCommit={() => save(draft)} />}
      {peers.size === 0 ? (
        <p className={css.empty}>
          Nobody else is here yet. Share the room's link, and you will see each person's image
          change as they move.
        </p>
      ) : (
        <ul>
          {[...peers.values()].map((peer) => (
            <PeerRow key={peer.slot} peer={peer} />
          ))}
        </ul>
      )}
    </div>
  );
}
