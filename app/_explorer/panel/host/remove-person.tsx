"use client";

import { UserX } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import { removePerson } from "../../connection/host-commands.ts";
import css from "./host.module.css";

/** Takes a person out of the room, after saying what that cannot stop. */
export function RemovePerson({ slot, name }: { slot: number; name: string }) {
  const t = useTranslations("host.remove");
  const [asking, setAsking] = useState(false);
  const remove = () => {
    removePerson(slot);
    setAsking(false);
  };
  return (
    <>
      <IconButton
        tone="danger"
        label={t("button", { name })}
        data-testid={`remove-${slot}`}
        onClick={() => setAsking(true)}
      >
        <UserX />
      </IconButton>
      {asking && (
        <Dialog title={t("title", { name })} onClose={() => setAsking(false)}>
          <p className={css.text}>{t("text")}</p>
          <div className={css.actions}>
            <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
            <Button tone="primary" data-testid="confirm-remove" onClick={remove}>
              {t("confirm")}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
