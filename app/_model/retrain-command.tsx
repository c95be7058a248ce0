"use client";

import { CommandLine } from "../_ui/command-line.tsx";
import css from "./model-page.module.css";

/** The command that makes the same model again, and what it takes. */
export function RetrainCommand({ text, command }: { text: string; command: string }) {
  return (
    <>
      <p className={css.quiet}>{text}</p>
      <div className={css.command}>
        <CommandLine command={command} testId="copy-command" />
      </div>
    </>
  );
}
