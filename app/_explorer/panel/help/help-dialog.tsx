"use client";

import { LanguageSwitch } from "../../../_i18n/language-switch.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import { ThemeToggle } from "../../../_ui/theme-toggle.tsx";
import { Shown } from "../../page-options/shown.tsx";
import { EngineBadge, StatsToggle } from "../top-bar/top-bar.tsx";
import { closeDialog } from "../ui-state.ts";
import css from "./help-dialog.module.css";

const POINTER = [
  ["Drag the background", "Turn the space"],
  ["Wheel or pinch", "Come closer, go back"],
  ["Press a point", "Fly to that image"],
  ["Drag your marker", "Move through the space"],
] as const;

const KEYS = [
  ["B", "Save this place"],
  ["W A S D Q E", "Move; with Shift faster"],
  ["R", "Show the whole space"],
  ["N", "A new random point"],
  ["O", "To the origin"],
  ["Space", "Play or pause the path"],
  ["H", "Hide or show the panels"],
  ["?", "This help"],
  ["Esc", "Close what is open"],
] as const;

/** What one can do here; on a small screen also what the bar has no room for. */
export function HelpDialog({ compact }: { compact: boolean }) {
  return (
    <Dialog title="How to explore" onClose={closeDialog}>
      <p className={css.lead}>
        Each point of the space decodes to an image. Your marker is where you are; the image beside
        it is decoded on the server as you move. Everyone sees everyone's.
      </p>
      {compact && (
        <div className={css.tools}>
          <EngineBadge />
          <StatsToggle />
          <Shown part="theme">
            <ThemeToggle />
          </Shown>
          <Shown part="language">
            <LanguageSwitch />
          </Shown>
        </div>
      )}
      <List rows={POINTER} />
      {!compact && <List rows={KEYS} keys />}
    </Dialog>
  );
}

function List({
  rows,
  keys = false,
}: {
  rows: readonly (readonly [string, string])[];
  keys?: boolean;
}) {
  return (
    <dl className={css.list}>
      {rows.map(([how, what]) => (
        <div key={how} className={css.row}>
          <dt>{keys ? <kbd className={css.key}>{how}</kbd> : how}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
