"use client";

import { Pause, Play, Square, X } from "lucide-react";
import { useRef } from "react";
import { type PathSummary, PLAYBACK_SLOT } from "../../../../server/protocol/entities.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { useAnimationFrame } from "../../../_ui/frame-loop.ts";
import { control } from "../../connection/commands.ts";
import { live } from "../../live.ts";
import { useExplorer } from "../../store.ts";
import { LiveCanvas } from "../image/live-canvas.tsx";
import { headNow } from "./playback-clock.ts";
import css from "./transport.module.css";
import { togglePlay } from "./transport-commands.ts";

const SPEEDS = [0.25, 0.5, 1, 2, 4];
const readHead = () => live.cursors.get(PLAYBACK_SLOT);

/** Play, pause, speed and time of a path. Playing is shared: the whole room sees one head. */
export function Transport({ path }: { path: PathSummary }) {
  const playback = useExplorer((s) => (s.playback?.pathId === path.id ? s.playback : null));
  const clock = useRef<HTMLSpanElement>(null);
  const playing = playback?.playing ?? false;
  useAnimationFrame(() => {
    const at = headNow(path.id, path.seconds) ?? 0;
    const text = `${(at * path.seconds).toFixed(1)} / ${path.seconds} s`;
    if (clock.current && clock.current.textContent !== text) clock.current.textContent = text;
  }, playing);
  return (
    <div className={css.transport}>
      <Button
        tone="primary"
        data-testid="path-play"
        disabled={path.stale === true}
        title={path.stale ? "Made with other weights than the decoder has now" : undefined}
        onClick={() => togglePlay(path.id)}
      >
        {playing ? <Pause /> : <Play />}
        {playing ? "Pause" : "Play"}
      </Button>
      {playback && (
        <>
          <IconButton
            label="Stop, for everyone"
            data-testid="path-stop"
            onClick={() => control({ action: "stop" })}
          >
            <Square fill="currentColor" />
          </IconButton>
          <LiveCanvas
            read={readHead}
            label="Image under the head"
            testId="playback-tile"
            className={css.head}
          />
        </>
      )}
      <div className={css.texts}>
        <span className={css.name}>{path.name}</span>
        <span className={css.note}>
          {playback
            ? `${playing ? "Played" : "Held"} for everyone, started by ${playback.startedBy}`
            : "Plays for everyone in the room"}
        </span>
      </div>
      <span ref={clock} className={css.clock} data-testid="path-clock" />
      <label className={css.speed}>
        <span className="sr-only">Speed</span>
        <select
          value={playback?.speed ?? 1}
          disabled={!playback}
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
        label="Close this path"
        className={css.close ?? ""}
        onClick={() => useExplorer.setState({ selectedPath: null })}
      >
        <X />
      </IconButton>
    </div>
  );
}
