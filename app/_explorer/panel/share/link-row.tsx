"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { copyText } from "../../../_ui/copy-text.ts";
import { Field } from "../../../_ui/field.tsx";
import css from "./share-dialog.module.css";

/** A link that can be selected or copied. */
export function LinkRow({ label, link, first }: { label: string; link: string; first: boolean }) {
  const t = useTranslations("share");
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <>
      <div className={css.row}>
        <Field
          bare
          label={label}
          value={link}
          readOnly
          prefilled
          data-testid={first ? "share-link" : undefined}
        />
        <Button
          tone={first ? "primary" : "plain"}
          data-testid={first ? "copy-link" : undefined}
          onClick={() => void copyText(link).then(setCopied)}
        >
          {copied ? <Check /> : <Copy />} {t(copied ? "copied" : "copy")}
        </Button>
      </div>
      <p className={css.note} role="status">
        {copied === false && t("refused")}
      </p>
    </>
  );
}
