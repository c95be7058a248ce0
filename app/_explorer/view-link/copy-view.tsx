"use client";

import { Check, Link } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../_ui/button.tsx";
import { copyText } from "../../_ui/copy-text.ts";
import { Field } from "../../_ui/field.tsx";
import css from "./copy-view.module.css";
import { viewLink } from "./copy-view-link.ts";

/** In the share dialog: copies a link that opens at the own place with the own view. */
export function CopyView({ origin }: { origin: string }) {
  const t = useTranslations("options");
  const [copied, setCopied] = useState(false);
  /** To be copied by hand, where the browser refuses. */
  const [refused, setRefused] = useState<string | null>(null);
  const copy = async () => {
    const link = viewLink(origin);
    if (!link) return;
    const done = await copyText(link);
    setCopied(done);
    setRefused(done ? null : link);
  };
  return (
    <div className={css.view}>
      <Button data-testid="copy-view" onClick={() => void copy()}>
        {copied ? <Check /> : <Link />} {t("copyView")}
      </Button>
      <p className={css.hint} role="status">
        {copied ? t("copied") : t("copyViewHint")}
      </p>
      {refused && <Field label={t("notCopied")} value={refused} readOnly prefilled />}
    </div>
  );
}
