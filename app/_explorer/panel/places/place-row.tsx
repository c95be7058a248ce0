"use client";

import { Link, Pencil, Trash2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { BookmarkSummary } from "../../../../server/protocol/entities.ts";
import { imageAddress } from "../../../../server/protocol/image-address.ts";
import { BOOKMARK_NAME_MAX_CHARS } from "../../../../server/protocol/limits.ts";
import { text } from "../../../_i18n/text.ts";
import { IconButton } from "../../../_ui/button.tsx";
import { copyText } from "../../../_ui/copy-text.ts";
import { InlineName } from "../../../_ui/inline-name.tsx";
import { removeBookmark, renameBookmark } from "../../connection/commands.ts";
import { live } from "../../live.ts";
import { mayEdit } from "../../right.ts";
import { readBookmark } from "../../saved.ts";
import { toast, useExplorer } from "../../store.ts";
import { isOfOther, offerSwitch, useOtherModel } from "../../switch/other-model.ts";
import { goTo } from "../../travel.ts";
import { Thumb } from "../image/thumb.tsx";
import css from "./places.module.css";

/** One bookmark: fly there, copy its link, rename, delete. */
export function PlaceRow({ bookmark }: { bookmark: BookmarkSummary }) {
  const t = useTranslations("places");
  const edits = useExplorer(mayEdit);
  const [renaming, setRenaming] = useState(false);
  const roomId = useExplorer((s) => s.room?.id ?? "");
  const { id, name, author, image, stale, modelId } = bookmark;
  const other = useOtherModel(modelId);
  const of = useTranslations("switch");
  const picture = imageAddress(roomId, image);
  return (
    <li className={css.row} data-testid={`bookmark-${id}`}>
      {renaming && edits ? (
        <>
          <Thumb src={picture} />
          <InlineName
            name={name}
            label={t("name")}
            maxChars={BOOKMARK_NAME_MAX_CHARS}
            onSave={(next) => renameBookmark(id, next)}
            onEnd={() => setRenaming(false)}
          />
        </>
      ) : (
        <>
          <button
            type="button"
            className={css.fly}
            title={t("fly", { name })}
            onClick={() => void visit(bookmark)}
          >
            <Thumb src={picture} />
            <span className={css.texts}>
              <span className={css.name}>{name}</span>
              <span className={css.author} data-other={other !== null || undefined}>
                {other === null ? author : of("of", { title: other })}
              </span>
            </span>
            {stale && (
              <span className={css.changed} title={t("staleHint")}>
                <TriangleAlert aria-label={t("stale")} />
              </span>
            )}
          </button>
          <IconButton
            label={t("copyLink", { name })}
            data-testid={`bookmark-link-${id}`}
            onClick={() => void copyLink(id)}
          >
            <Link />
          </IconButton>
          {edits && (
            <>
              <IconButton
                label={t("rename", { name })}
                data-testid={`rename-bookmark-${id}`}
                onClick={() => setRenaming(true)}
              >
                <Pencil />
              </IconButton>
              <IconButton
                label={t("delete", { name })}
                tone="danger"
                data-testid={`delete-bookmark-${id}`}
                onClick={() => void removeBookmark(bookmark)}
              >
                <Trash2 />
              </IconButton>
            </>
          )}
        </>
      )}
    </li>
  );
}

async function visit(summary: BookmarkSummary): Promise<void> {
  if (isOfOther(summary.modelId)) {
    await offerSwitch(summary.modelId, () => void visit(summary));
    return;
  }
  const bookmark = await readBookmark(summary.id);
  if (!bookmark) return;
  if (bookmark.z.length !== live.z.length) {
    toast(text("places.otherModel"));
    return;
  }
  goTo(bookmark.z);
  if (bookmark.view) live.scene?.setView(bookmark.view, true);
}

async function copyLink(id: string): Promise<void> {
  const link = `${location.origin}/b/${id}`;
  if (await copyText(link)) toast(text("places.copied"));
  else toast(text("places.copyByHand", { link }), { ms: 20_000 });
}
