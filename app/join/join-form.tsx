"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { readJoinCode, spellJoinCode } from "../../server/protocol/join-code.ts";
import { NAME_MAX_CHARS } from "../../server/protocol/limits.ts";
import { loadIdentity, saveIdentity } from "../_explorer/connection/identity.ts";
import { faultText } from "../_i18n/text.ts";
import { Button } from "../_ui/button.tsx";
import { Field } from "../_ui/field.tsx";
import { findRoom } from "./find-room.ts";
import css from "./join-page.module.css";

/** Not one that a server gives: two of its letters are of no code. */
const EXAMPLE = "KRTM PLXS";

/** Code and name; the room is looked up first, so that what is wrong is said here. */
export function JoinForm({ given }: { given: string }) {
  const t = useTranslations("join.page");
  const router = useRouter();
  const read = readJoinCode(given);
  const [code, setCode] = useState(read ? spellJoinCode(read) : given);
  const [name, setName] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // The suggestion is this browser's, which the server does not know.
  useEffect(() => setName(loadIdentity().name), []);
  useEffect(() => {
    // With a code from the QR only the name is left to say.
    form.current?.querySelectorAll("input")[read ? 1 : 0]?.focus();
  }, [read]);

  const refuse = (why: string) => {
    setFault(why);
    setBusy(false);
    form.current?.querySelector("input")?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed = readJoinCode(code);
    if (!typed) return refuse(t("shape", { example: EXAMPLE }));
    setBusy(true);
    setFault(null);
    const wanted = name.trim();
    if (wanted) saveIdentity({ ...loadIdentity(), name: wanted });
    const found = await findRoom(typed);
    if (found === "unreachable") refuse(t("unreachable"));
    else if ("fault" in found) refuse(faultText(found.fault));
    else router.push(`/room/${found.roomId}`);
  };
  return (
    <form ref={form} className={css.form} onSubmit={submit} noValidate>
      <Field
        label={t("code")}
        hint={t("codeHint", { example: EXAMPLE })}
        fault={fault}
        value={code}
        className={css.code ?? ""}
        maxLength={40}
        autoCapitalize="characters"
        autoCorrect="off"
        enterKeyHint="next"
        onChange={(event) => {
          setCode(event.target.value);
          setFault(null);
        }}
        data-testid="join-code"
      />
      <Field
        label={t("name")}
        hint={t("nameHint")}
        value={name}
        prefilled
        className={css.name ?? ""}
        maxLength={NAME_MAX_CHARS}
        enterKeyHint="go"
        onChange={(event) => setName(event.target.value)}
        data-testid="join-name"
      />
      <Button
        tone="primary"
        type="submit"
        className={css.submit ?? ""}
        disabled={busy || !code.trim()}
        data-testid="join-submit"
      >
        {busy ? t("busy") : t("submit")}
      </Button>
    </form>
  );
}
