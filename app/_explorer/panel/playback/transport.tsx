"use client";

import { Pause, Play, Square, X } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl/react";
import { type PathSummary, PLAYBACK_SLOT } from "../../../../server/protocol/entities.ts";
import { fixed } from "../../../_i18n/number.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { useAnimationFrame } from "../../../_ui/frame-loop.ts";
import { control } from "../../connection/commands.ts";
import { live } from "../../live.ts";
import { mayEdit } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { LiveCanvas } from "../image/live-canvas.tsx";
import { headNow } from "./playback-clock.ts";
import css from "./transport.module.css";
import { togglePlay } from "./transport-commands.ts";

const SPEEDS = [0.25, 0.5, 1, 2, 4];
const readHead = () => live.cursors.get(PLAYBACK_SLOT);

/** Play, pause, speed and time of a path. Playing is shared: the whole room sees one head. */
export function Transport({ path }: { path: PathSummary }) {
  const t = useTranslations("playback");
  const playback = useExplorer((s) => (s.playback?.pathId === path.id ? s.playback : null));
  const clock = useRef<HTMLSpanElement>(null);
  const playing = playback?.playing ?? false;
  useAnimationFrame(() => {
    const at = headNow(path.id, path.seconds) ?? 0;
    const text = t("clock", { at: fixed(at * path.seconds, 1), seconds: path.seconds });
    if (clock.current && clock.current.textContent !== text) clock.current.textContent = text;
  }, playing);
  const edits = useExplorer(mayEdit);
  return (
    <div className={css.transport}>
      <Button
        tone="primary"
        data-testid="path-play"
        disabled={path.stale === true || !edits}
        title={path.stale ? t("stale") : edits ? undefined : t("lookOn")}
        onClick={() => togglePlay(path.id)}
      >
        {playing ? <Pause /> : <Play />}
        {t(playing ? "pause" : "play")}
      </Button>
      {playback && (
        <>
          <IconButton
            disabled={!edits}
            label={t("stop")}
            data-testid="path-stop"
            onClick={() => control({ action: "stop" })}
          >
            <Square fill="currentColor" />
          </IconButton>
          <LiveCanvas
            read={readHead}
            label={t("head")}
            testId="playback-tile"
            className={css.head}
          />
        </>
      )}
      <div className={css.texts}>
        <span className={css.name}>{path.name}</span>
        <span className={css.note}>
          {playback
            ? t("state", { playing: String(playing), name: playback.startedBy })
            : t("idle")}
        </span>
      </div>
      <span ref={clock} className={css.clock} data-testid="path-clock" />
      <label className={css.speed}>
        <span className="sr-only">{t("speed")}</span>
        <select
          value={playback?.speed ?? 1}
          disabled={!playback || !edits}
          data-testid="path-speed"
          onChange={(event) => control({ action: "speed", speed: Number(event.target.value) })}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
      </label>
      <IconButton
        label={t("close")}
        className={css.close ?? ""}
        onClick={() => useExplorer.setState({ selectedPath: null })}
      >
        <X />
      </IconButton>
    </div>
  );
}
