"use client";

import { useTranslations } from "use-intl/react";
import { CommandLine } from "../../_ui/command-line.tsx";
import css from "./bring-your-own.module.css";

/** As they are typed in the program's folder. */
const WAYS = [
  { id: "decoder", command: "npm run import -- decoder.onnx --id my-model" },
  { id: "pictures", command: 'npm run train -- vae --data pictures --name "My pictures"' },
] as const;

const code = (words: React.ReactNode) => <code>{words}</code>;

/** The two ways of one's own models into this server, and what each needs, after the models that have come. */
export function BringYourOwn({ children }: { children?: React.ReactNode }) {
  const t = useTranslations("lobby.bring");
  return (
    <div data-testid="bring-your-own">
      <div className={css.ways} data-after={children !== undefined}>
        {children}
        {WAYS.map(({ id, command }) => (
          <article key={id} className={css.way}>
            <h4>{t(`${id}.title`)}</h4>
            <p className={css.needs}>{t.rich(`${id}.needs`, { code })}</p>
            <CommandLine command={command} testId={`copy-${id}`} />
          </article>
        ))}
      </div>
      <p className={css.more}>{t.rich("more", { code })}</p>
    </div>
  );
}
