"use client";

import { Check, Copy } from "lucide-react";
import { Fragment, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "./button.tsx";
import css from "./command-line.module.css";
import { copyText } from "./copy-text.ts";

/** What is typed where the server runs, to be copied. */
export function CommandLine({ command, testId }: { command: string; testId: string }) {
  const t = useTranslations("common.copying");
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <div className={css.command}>
      <pre>
        <code>
          {command.split(" ").map((word, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a command's words have no identity but their place.
            <Fragment key={i}>
              {i > 0 && " "}
              <span>{word}</span>
            </Fragment>
          ))}
        </code>
      </pre>
      <Button onClick={() => void copyText(command).then(setCopied)} data-testid={testId}>
        {copied ? <Check /> : <Copy />} {t(copied ? "copied" : "copy")}
      </Button>
      <p className={css.refused} role="status">
        {copied === false && t("refused")}
      </p>
    </div>
  );
}
