"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ROOM_NAME_MAX_CHARS } from "../../server/protocol/limits.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { loadIdentity } from "../_explorer/connection/identity.ts";
import { saveKey } from "../_explorer/connection/room-key.ts";
import { Button } from "../_ui/button.tsx";
import { Dialog } from "../_ui/dialog.tsx";
import { Field } from "../_ui/field.tsx";
import { createRoom } from "./api.ts";
import css from "./create-room-dialog.module.css";
import { messageOf } from "./use-loaded.ts";

/** Asks for the room's name and opens it. */
export function CreateRoomDialog({ card, onClose }: { card: ModelCard; onClose: () => void }) {
  const router = useRouter();
  const [name, setName] = useState(() => `${loadIdentity().name}’s room`);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      const room = await createRoom(name, card.id);
      saveKey(room.id, room.hostKey);
      router.push(`/room/${room.id}`);
    } catch (cause) {
      setFault(messageOf(cause));
      setBusy(false);
    }
  };
  return (
    <Dialog title="Open a room" onClose={onClose}>
      <p className={css.model}>{card.title}</p>
      <form className={css.form} onSubmit={submit}>
        <Field
          label="Name of the room"
          hint="Everyone with the link sees it. You can change it later."
          value={name}
          maxLength={ROOM_NAME_MAX_CHARS}
          prefilled
          fault={fault}
          onChange={(event) => setName(event.target.value)}
          data-testid="room-name"
        />
        <div className={css.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            type="submit"
            disabled={busy || !name.trim()}
            data-testid="create-room"
          >
            {busy ? "Opening…" : "Open the room"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
