"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { copyText } from "../../../_ui/copy-text.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field } from "../../../_ui/field.tsx";
import { useExplorer } from "../../store.ts";
import { CopyView } from "../../view-link/copy-view.tsx";
import { closeDialog } from "../ui-state.ts";
import { isLocalOnly, loadOrigins } from "./addresses.ts";
import css from "./share-dialog.module.css";

/** The room's link, to copy or to read out: by an address that other computers reach, where the server knows one. */
export function ShareDialog() {
  const t = useTranslations("share");
  const roomId = useExplorer((s) => s.room?.id);
  const local = isLocalOnly();
  const [origins, setOrigins] = useState<readonly string[]>(local ? [] : [location.origin]);
  useEffect(() => {
    if (!local) return;
    const abort = new AbortController();
    void loadOrigins(abort.signal).then(setOrigins);
    return () => abort.abort();
  }, [local]);
  if (!roomId) return null;
  const shown = origins.length > 0 ? origins : [location.origin];
  return (
    <Dialog title={t("title")} onClose={closeDialog}>
      <p className={css.text}>{t("text")}</p>
      {shown.map((origin, i) => (
        <LinkRow
          key={i === 0 ? "first" : origin}
          link={`${origin}/room/${roomId}`}
          first={i === 0}
        />
      ))}
      {local && origins.length === 0 && <p className={css.warning}>{t("localOnly")}</p>}
      {shown.length > 1 && <p className={css.note}>{t("several")}</p>}
      <CopyView origin={shown[0] ?? location.origin} />
    </Dialog>
  );
}

function LinkRow({ link, first }: { link: string; first: boolean }) {
  const t = useTranslations("share");
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <>
      <div className={css.row}>
        <Field
          bare
          label={t("link")}
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
