"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import css from "./inline-name.module.css";

interface InlineNameProps {
  name: string;
  label: string;
  maxChars: number;
  /** Takes the changed name; not called when it stayed the same or was emptied. */
  onSave: (name: string) => void;
  onEnd: () => void;
}

/** A name turned into a field: Enter or leaving it saves, Escape keeps the old one. */
export function InlineName({ name, label, maxChars, onSave, onEnd }: InlineNameProps) {
  const [text, setText] = useState(name);
  const ended = useRef(false);
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => ref.current?.select(), []);
  const end = (save: boolean) => {
    // Enter also makes the field lose focus, which would save a second time.
    if (ended.current) return;
    ended.current = true;
    const next = text.trim();
    if (save && next && next !== name) onSave(next);
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") end(true);
    if (event.key === "Escape") end(false);
    event.stopPropagation();
  };
  return (
    <input
      ref={ref}
      className={css.input}
      aria-label={label}
      value={text}
      maxLength={maxChars}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => end(true)}
      onKeyDown={onKeyDown}
    />
  );
}
