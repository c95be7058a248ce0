"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Peer } from "../../../../server/protocol/entities.ts";
import type { Profile } from "../../../../server/protocol/schema.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { PersonFields } from "../../../_ui/person-fields.tsx";
import { setProfile } from "../../connection/commands.ts";
import { useExplorer } from "../../store.ts";
import { WaitingList } from "../host/waiting-list.tsx";
import { SetTaskButton } from "../task/set-task-button.tsx";
import { WallButton } from "../wall/wall-button.tsx";
import { Avatar } from "./avatar.tsx";
import { PeerRow } from "./peer-row.tsx";
import css from "./people.module.css";

/** Rows of others that are shown at first, and that each press adds. */
const ROWS = 40;

/** Everyone in the room with what they see now; the own row edits name and colour. */
export function People() {
  const t = useTranslations("people");
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
          {me.name} <span className={css.note}>{t("you")}</span>
        </span>
        <IconButton
          label={t("editProfile")}
          aria-expanded={draft !== null}
          data-testid="edit-profile"
          onClick={() => setDraft(draft ? null : { name: me.name, color: me.color })}
        >
          <Pencil />
        </IconButton>
      </div>
      {draft && <PersonFields {...draft} onChange={change} onCommit={() => save(draft)} />}
      <WaitingList />
      {peers.size === 0 ? (
        <p className={css.empty}>{t("nobody")}</p>
      ) : (
        <>
          <WallButton />
          <SetTaskButton />
          <PeerList peers={[...peers.values()]} />
        </>
      )}
    </div>
  );
}

/** A class fits; of a crowd as many more with each press, because each row is a canvas that is painted as they move. */
function PeerList({ peers }: { peers: readonly Peer[] }) {
  const t = useTranslations("people");
  const [shown, setShown] = useState(ROWS);
  const more = peers.length - shown;
  return (
    <>
      <ul>
        {peers.slice(0, shown).map((peer) => (
          <PeerRow key={peer.slot} peer={peer} />
        ))}
      </ul>
      {more > 0 && (
        <Button onClick={() => setShown(shown + ROWS)} data-testid="more-people">
          {t("more", { count: Math.min(more, ROWS), rest: more })}
        </Button>
      )}
    </>
  );
}
