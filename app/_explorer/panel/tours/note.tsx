"use client";

import Markdown from "markdown-to-jsx/react";
import type { ComponentProps } from "react";
import css from "./note.module.css";

const WEB = /^https?:\/\//i;

/** Opens beside the room, and tells the other site nothing of it. Anything but http and https is only text. */
function NoteLink({ href, children }: ComponentProps<"a">) {
  if (!href || !WEB.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** Pictures of other hosts would tell them who is in the room: their words take their place. */
function NoteImage({ alt }: ComponentProps<"img">) {
  return <em>{alt}</em>;
}

const OPTIONS = {
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: { a: NoteLink, img: NoteImage, h1: "h4", h2: "h4", h3: "h4", input: () => null },
} as const;

/** A note in Markdown; raw HTML in it is shown as text. */
export function Note({ text }: { text: string }) {
  return (
    <div className={css.note}>
      <Markdown options={OPTIONS}>{text}</Markdown>
    </div>
  );
}
