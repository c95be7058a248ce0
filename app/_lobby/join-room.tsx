"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../_ui/button.tsx";
import { Field } from "../_ui/field.tsx";
import css from "./join-room.module.css";
import { pathFromPasted } from "./room-link.ts";

/** Joins by a pasted link or id. */
export function JoinRoom() {
  const t = useTranslations("lobby.join");
  const router = useRouter();
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const path = pathFromPasted(text);
    if (path) router.push(path);
    else setFault(t("fault"));
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <Field
        label={t("title")}
        placeholder={t("placeholder")}
        value={text}
        fault={fault}
        onChange={(event) => {
          setText(event.target.value);
          setFault(null);
        }}
        data-testid="join-link"
      />
      <Button
        type="submit"
        className={css.join ?? ""}
        disabled={!text.trim()}
        data-testid="join-room"
      >
        {t("button")}
      </Button>
    </form>
  );
}
