import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";
import css from "./message-page.module.css";

interface MessagePageProps {
  title: string;
  /** What happened and what to do now. */
  text: string;
  /** The ways on, as buttons and links. */
  children: ReactNode;
}

/** A whole page with one message: not found, refused, broken. */
export function MessagePage({ title, text, children }: MessagePageProps) {
  return (
    <main className={css.page}>
      <div className={css.top}>
        <Logo />
      </div>
      <div className={css.box}>
        <h1 className={css.title}>{title}</h1>
        <p className={css.text}>{text}</p>
        <div className={css.actions}>{children}</div>
      </div>
    </main>
  );
}
