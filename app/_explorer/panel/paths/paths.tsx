"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import type { PathSummary } from "../../../../server/protocol/entities.ts";
import { imageAddress } from "../../../../server/protocol/image-address.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { removePath } from "../../connection/commands.ts";
import { useExplorer } from "../../store.ts";
import { Thumb } from "../image/thumb.tsx";
import { INTERPOLATION_TEXT } from "./path-draft.ts";
import { editPath, startNewPath, usePathEditing } from "./path-editing.ts";
import { PathEditor } from "./path-editor.tsx";
import css from "./paths.module.css";

/** The room's paths, or the editor of one. */
export function Paths() {
  const draft = usePathEditing((s) => s.draft);
  const paths = useExplorer((s) => s.paths);
  if (draft) return <PathEditor draft={draft} />;
  return (
    <div className={css.paths}>
      <Button onClick={startNewPath} data-testid="new-path">
        <Plus /> New path
      </Button>
      {paths.length === 0 ? (
        <p className={css.empty}>
          No paths yet. A path joins two or more places; play it, and the whole room watches one
          image turn into the next.
        </p>
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
  const selected = useExplorer((s) => s.selectedPath === path.id);
  const playing = useExplorer((s) => s.playback?.pathId === path.id && s.playback.playing);
  const roomId = useExplorer((s) => s.room?.id ?? "");
  const { id, name, images, seconds, stops, interpolation, stale } = path;
  const plan = `${stops} stops, ${seconds} s, ${INTERPOLATION_TEXT[interpolation].name.toLowerCase()}`;
  return (
    <li className={css.row} data-testid={`path-${id}`} data-selected={selected}>
      <button
        type="button"
        className={css.select}
        aria-pressed={selected}
        onClick={() => useExplorer.setState({ selectedPath: selected ? null : id })}
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
            {playing ? "Playing for everyone" : stale ? "Made with other weights" : plan}
          </span>
        </span>
      </button>
      <IconButton
        label={`Edit ${name}`}
        data-testid={`edit-path-${id}`}
        onClick={() => void editPath(id)}
      >
        <Pencil />
      </IconButton>
      <IconButton
        label={`Delete ${name}`}
        tone="danger"
        data-testid={`delete-path-${id}`}
        onClick={() => void removePath(path)}
      >
        <Trash2 />
      </IconButton>
    </li>
  );
}
