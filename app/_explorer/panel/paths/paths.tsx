"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { PathSummary } from "../../../../server/protocol/entities.ts";
import { imageAddress } from "../../../../server/protocol/image-address.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { removePath } from "../../connection/commands.ts";
import { mayEdit } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { offerSwitch, useOtherModel } from "../../switch/other-model.ts";
import { Thumb } from "../image/thumb.tsx";
import { editPath, startNewPath, usePathEditing } from "./path-editing.ts";
import { PathEditor } from "./path-editor.tsx";
import css from "./paths.module.css";

/** The room's paths, or the editor of one. */
export function Paths() {
  const t = useTranslations("paths");
  const draft = usePathEditing((s) => s.draft);
  const paths = useExplorer((s) => s.paths);
  const edits = useExplorer(mayEdit);
  if (draft && edits) return <PathEditor draft={draft} />;
  return (
    <div className={css.paths}>
      {edits && (
        <Button onClick={startNewPath} data-testid="new-path">
          <Plus /> {t("new")}
        </Button>
      )}
      {paths.length === 0 ? (
        <p className={css.empty}>{t("none")}</p>
      ) : (
        <ul>
          {paths.map((path) => (
            <PathRow key={path.id} path={path} />
          ))}
        </ul>
      )}
    </div>
  );
}

function PathRow({ path }: { path: PathSummary }) {
  const t = useTranslations("paths");
  const edits = useExplorer(mayEdit);
  const selected = useExplorer((s) => s.selectedPath === path.id);
  const playing = useExplorer((s) => s.playback?.pathId === path.id && s.playback.playing);
  const roomId = useExplorer((s) => s.room?.id ?? "");
  const { id, name, images, seconds, stops, interpolation, stale, modelId } = path;
  const other = useOtherModel(modelId);
  const of = useTranslations("switch");
  const select = () => useExplorer.setState({ selectedPath: selected ? null : id });
  return (
    <li className={css.row} data-testid={`path-${id}`} data-selected={selected}>
      <button
        type="button"
        className={css.select}
        aria-pressed={selected}
        onClick={() => (other === null ? select() : void offerSwitch(modelId, select))}
      >
        <span className={css.thumbs}>
          {images.map((image, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: stops of a saved path have no identity but their place.
            <Thumb key={i} src={imageAddress(roomId, image)} size={34} />
          ))}
        </span>
        <span className={css.texts}>
          <span className={css.name}>{name}</span>
          <span className={css.note}>
            {playing
              ? t("playing")
              : other !== null
                ? of("of", { title: other })
                : stale
                  ? t("stale")
                  : t("plan", { stops, seconds, interpolation })}
          </span>
        </span>
      </button>
      {edits && (
        <>
          {other === null && (
            <IconButton
              label={t("edit", { name })}
              data-testid={`edit-path-${id}`}
              onClick={() => void editPath(id)}
            >
              <Pencil />
            </IconButton>
          )}
          <IconButton
            label={t("delete", { name })}
            tone="danger"
            data-testid={`delete-path-${id}`}
            onClick={() => void removePath(path)}
          >
            <Trash2 />
          </IconButton>
        </>
      )}
    </li>
  );
}
