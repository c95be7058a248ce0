"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../../../_ui/button.tsx";
import { codeLeftMs, extendCode } from "../../../connection/join-code.ts";
import type { HeardCode } from "../../../store.ts";
import css from "./join-screen.module.css";

const MINUTE = 60_000;

/** How long the code still leads here, and the way to make that longer. @param onDead called when it has run out */
export function TimeLeft({ code, onDead }: { code: HeardCode; onDead: () => void }) {
  const t = useTranslations("host.screen");
  const [left, setLeft] = useState(codeLeftMs(code));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const now = codeLeftMs(code);
      setLeft(now);
      if (now === 0) onDead();
      // At the next change of what is shown.
      else timer = setTimeout(look, (now % MINUTE) + 1);
    };
    look();
    return () => clearTimeout(timer);
  }, [code, onDead]);
  const minutes = Math.max(1, Math.floor(left / MINUTE));
  return (
    <div className={css.time}>
      <span data-testid="code-left">
        {t("left", { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}
      </span>
      <Button data-testid="extend-code" onClick={() => void extendCode()}>
        {t("extend")}
      </Button>
    </div>
  );
}
