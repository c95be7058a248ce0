"use client";

import { Pencil } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { ROOM_NAME_MAX_CHARS } from "../../../../server/protocol/limits.ts";
import { text } from "../../../_i18n/text.ts";
import { useCardWords } from "../../../_i18n/use-card-words.ts";
import { InlineName } from "../../../_ui/inline-name.tsx";
import { renameRoom } from "../../connection/commands.ts";
import { useHides } from "../../page-options/use-page-options.ts";
import { mayEdit } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import css from "./room-title.module.css";

/** The room's name, a press away from being changed for everyone, and its model below. */
export function RoomTitle() {
  const t = useTranslations("topBar");
  const name = useExplorer((s) => s.room?.name);
  const card = useExplorer((s) => s.card);
  const wordsOf = useCardWords();
  const [renaming, setRenaming] = useState(false);
  const before = useRef(name);
  useEffect(() => {
    // The first name is the server's own title, or a bookmark's, which says more; only a change is written over it.
    if (before.current && before.current !== name)
      document.title = `${name} · ${text("common.brand")}`;
    before.current = name;
  }, [name]);
  const hides = useHides();
  const edits = useExplorer(mayEdit);
  if (!name) return <div className={css.title} />;
  if (hides("rename") || !edits) {
    return (
      <div className={css.title}>
        <h1 className={css.heading} data-testid="room-title">
          {name}
        </h1>
        <p className={css.model}>{card && wordsOf(card).title}</p>
      </div>
    );
  }
  if (renaming) {
    return (
      <div className={css.title}>
        <InlineName
          name={name}
          label={t("name")}
          maxChars={ROOM_NAME_MAX_CHARS}
          onSave={renameRoom}
          onEnd={() => setRenaming(false)}
        />
      </div>
    );
  }
  return (
    <div className={css.title}>
      <h1 className={css.heading}>
        <button
          type="button"
          className={css.name}
          title={t("rename")}
          data-testid="rename-room"
          onClick={() => setRenaming(true)}
        >
          <span className={css.text} data-testid="room-title">
            {name}
          </span>
          <Pencil aria-hidden="true" />
        </button>
      </h1>
      <p className={css.model}>{card && wordsOf(card).title}</p>
    </div>
  );
}
