"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
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
    <Dialog title="Share this room" onClose={closeDialog}>
      <p className={css.text}>
        Whoever opens this link joins at once, without an account, on a phone or a laptop.
      </p>
      {shown.map((origin, i) => (
        <LinkRow
          key={i === 0 ? "first" : origin}
          link={`${origin}/room/${roomId}`}
          first={i === 0}
        />
      ))}
      {local && origins.length === 0 && (
        <p className={css.warning}>
          This address works on this computer only. Open the page by one of the other addresses that
          the server printed when it started, and share it from there.
        </p>
      )}
      {shown.length > 1 && (
        <p className={css.note}>
          This computer has several addresses; one of them is the network that the others are in.
        </p>
      )}
      <CopyView origin={shown[0] ?? location.origin} />
    </Dialog>
  );
}

function LinkRow({ link, first }: { link: string; first: boolean }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <>
      <div className={css.row}>
        <Field
          bare
          label="Link to this room"
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
          {copied ? <Check /> : <Copy />} {copied ? "Copied" : "Copy"}
        </Button>
      </div>
      <p className={css.note} role="status">
        {copied === false && "The browser refused to copy. Select the link and copy it by hand."}
      </p>
    </>
  );
}
