"use client";

import { Link, Pencil, Trash2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Bookmark } from "../../../../server/protocol/entities.ts";
import { BOOKMARK_NAME_MAX_CHARS } from "../../../../server/protocol/limits.ts";
import { IconButton } from "../../../_ui/button.tsx";
import { copyText } from "../../../_ui/copy-text.ts";
import { InlineName } from "../../../_ui/inline-name.tsx";
import { removeBookmark, renameBookmark } from "../../connection/commands.ts";
import { live } from "../../live.ts";
import { toast, useExplorer } from "../../store.ts";
import { goTo } from "../../travel.ts";
import { Thumb } from "../image/thumb.tsx";
import css from "./places.module.css";

/** One bookmark: fly there, copy its link, rename, delete. */
export function PlaceRow({ bookmark }: { bookmark: Bookmark }) {
  const [renaming, setRenaming] = useState(false);
  const weightsHash = useExplorer((s) => s.card?.weightsHash);
  const { id, name, author, thumbnail } = bookmark;
  return (
    <li className={css.row} data-testid={`bookmark-${id}`}>
      {renaming ? (
        <>
          <Thumb src={thumbnail} />
          <InlineName
            name={name}
            label="Name of the place"
            maxChars={BOOKMARK_NAME_MAX_CHARS}
            onSave={(next) => void renameBookmark(id, next)}
            onEnd={() => setRenaming(false)}
          />
        </>
      ) : (
        <>
          <button
            type="button"
            className={css.fly}
            title={`Fly to ${name}`}
            onClick={() => visit(bookmark)}
          >
            <Thumb src={thumbnail} />
            <span className={css.texts}>
              <span className={css.name}>{name}</span>
              <span className={css.author}>{author}</span>
            </span>
            {weightsHash !== undefined && bookmark.weightsHash !== weightsHash && (
              <span
                className={css.changed}
                title="Saved with other weights of this model: the image may differ now"
              >
                <TriangleAlert aria-label="The image may differ now" />
              </span>
            )}
          </button>
          <IconButton
            label={`Copy the link of ${name}`}
            data-testid={`bookmark-link-${id}`}
            onClick={() => void copyLink(id)}
          >
            <Link />
          </IconButton>
          <IconButton
            label={`Rename ${name}`}
            data-testid={`rename-bookmark-${id}`}
            onClick={() => setRenaming(true)}
          >
            <Pencil />
          </IconButton>
          <IconButton
            label={`Delete ${name}`}
            tone="danger"
            data-testid={`delete-bookmark-${id}`}
            onClick={() => void removeBookmark(bookmark)}
          >
            <Trash2 />
          </IconButton>
        </>
      )}
    </li>
  );
}

function visit({ z, view }: Bookmark): void {
  goTo(z);
  if (view) live.scene?.setView(view, true);
}

async function copyLink(id: string): Promise<void> {
  const link = `${location.origin}/b/${id}`;
  if (await copyText(link)) toast("Link to this place copied.");
  else toast(`Copy this link: ${link}`, { ms: 20_000 });
}
