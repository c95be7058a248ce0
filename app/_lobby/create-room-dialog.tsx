"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { ROOM_NAME_MAX_CHARS } from "../../server/protocol/limits.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { loadIdentity } from "../_explorer/connection/identity.ts";
import { saveKey } from "../_explorer/connection/room-key.ts";
import { useCardWords } from "../_i18n/use-card-words.ts";
import { Button } from "../_ui/button.tsx";
import { Dialog } from "../_ui/dialog.tsx";
import { Field } from "../_ui/field.tsx";
import { createRoom } from "./api.ts";
import css from "./create-room-dialog.module.css";
import { messageOf } from "./use-loaded.ts";

/** What a new room is to show. */
export interface Opening {
  card: ModelCard;
  /** With the workbench open on this model. */
  bench?: string;
}

/** Asks for the room's name and opens it. */
export function CreateRoomDialog({ card, bench, onClose }: Opening & { onClose: () => void }) {
  const t = useTranslations("lobby.create");
  const common = useTranslations("common");
  const wordsOf = useCardWords();
  const router = useRouter();
  const [name, setName] = useState(() => t("suggestion", { name: loadIdentity().name }));
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      const room = await createRoom(name, card.id);
      saveKey(room.id, room.hostKey);
      router.push(`/room/${room.id}${bench ? `?bench=${bench}` : ""}`);
    } catch (cause) {
      setFault(messageOf(cause));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("title")} onClose={onClose}>
      <p className={css.model}>{wordsOf(card).title}</p>
      <form className={css.form} onSubmit={submit}>
        <Field
          label={t("name")}
          hint={t("hint")}
          value={name}
          maxLength={ROOM_NAME_MAX_CHARS}
          prefilled
          fault={fault}
          onChange={(event) => setName(event.target.value)}
          data-testid="room-name"
        />
        <div className={css.actions}>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            tone="primary"
            type="submit"
            disabled={busy || !name.trim()}
            data-testid="create-room"
          >
            {busy ? t("busy") : t("button")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
