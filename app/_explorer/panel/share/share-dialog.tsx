"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../_ui/button.tsx";
import { copyText } from "../../../_ui/copy-text.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field } from "../../../_ui/field.tsx";
import { useExplorer } from "../../store.ts";
import { closeDialog } from "../ui-state.ts";
import css from "./share-dialog.module.css";

const LOCAL_ONLY = ["localhost", "127.0.0.1", "[::1]"];

/** The room's link, to copy or to read out. */
export function ShareDialog() {
  const roomId = useExplorer((s) => s.room?.id);
  const [copied, setCopied] = useState<boolean | null>(null);
  if (!roomId) return null;
  const link = `${location.origin}/room/${roomId}`;
  return (
    <Dialog title="Share this room" onClose={closeDialog}>
      <p className={css.text}>
        Whoever opens this link joins at once, without an account, on a phone or a laptop.
      </p>
      <div className={css.row}>
        <Field
          bare
          label="Link to this room"
          value={link}
          readOnly
          onFocus={(event) => event.target.select()}
          data-testid="share-link"
        />
        <Button
          tone="primary"
          data-testid="copy-link"
          onClick={() => void copyText(link).then(setCopied)}
        >
          {copied ? <Check /> : <Copy />} {copied ? "Copied" : "Copy"}
        </Button>
      </div>
      <p className={css.note} role="status">
        {copied === false && "The browser refused to copy. Select the link and copy it by hand."}
      </p>
      {LOCAL_ONLY.includes(location.hostname) && (
        <p className={css.warning}>
          This address works on this computer only. Open the page by one of the other addresses that
          the server printed when it started, and share it from there.
        </p>
      )}
    </Dialog>
  );
}
