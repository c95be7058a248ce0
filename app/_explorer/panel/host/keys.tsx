"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { copyText } from "../../../_ui/copy-text.ts";
import { makeKey, revokeCohostKey } from "../../connection/host-commands.ts";
import { loadKey } from "../../connection/room-key.ts";
import css from "./host.module.css";

interface KeysProps {
  roomId: string;
  origin: string;
}

/** Links that make their holders hosts. What is secret is copied, and shown only when asked: a projector shows all of it. */
export function Keys({ roomId, origin }: KeysProps) {
  const t = useTranslations("host.keys");
  const [cohost, setCohost] = useState<string | null>(null);
  const link = (key: string) => `${origin}/room/${roomId}#key=${key}`;
  const make = async () => {
    const key = await makeKey("cohost");
    if (key) setCohost(key);
  };
  const revoke = () => {
    revokeCohostKey();
    setCohost(null);
  };
  const own = loadKey(roomId);
  return (
    <section className={css.section}>
      <h3 className={css.heading}>{t("title")}</h3>
      <p className={css.note}>{t("cohost")}</p>
      {cohost && <SecretLink link={link(cohost)} testId="cohost" />}
      <div className={css.row}>
        <Button data-testid="make-cohost" onClick={() => void make()}>
          {t(cohost ? "rotate" : "make")}
        </Button>
        <Button tone="danger" data-testid="revoke-cohost" onClick={revoke}>
          {t("revoke")}
        </Button>
      </div>
      {own && (
        <>
          <p className={css.note}>{t("own")}</p>
          <SecretLink link={link(own)} testId="own" />
        </>
      )}
    </section>
  );
}

/** Copied without being seen. */
function SecretLink({ link, testId }: { link: string; testId: string }) {
  const t = useTranslations("host.keys");
  const [shown, setShown] = useState(false);
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () =>
    void copyText(link).then((done) => {
      setCopied(done);
      // Then it has to be selected by hand.
      if (!done) setShown(true);
    });
  return (
    <div className={css.secret}>
      <code className={css.link} data-testid={`${testId}-link`}>
        {shown ? link : t("hidden")}
      </code>
      <Button onClick={copy} data-testid={`copy-${testId}`}>
        {copied ? <Check /> : <Copy />} {t(copied ? "copied" : "copy")}
      </Button>
      <Button tone="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {t(shown ? "hide" : "show")}
      </Button>
    </div>
  );
}
