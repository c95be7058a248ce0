"use client";

import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { spellJoinCode } from "../../../../../server/protocol/join-code.ts";
import { Button, IconButton } from "../../../../_ui/button.tsx";
import { endCode, openCode } from "../../../connection/join-code.ts";
import { useExplorer } from "../../../store.ts";
import { useOrigins } from "../../share/use-origins.ts";
import { closeDialog } from "../../ui-state.ts";
import { WaitingList } from "../waiting-list.tsx";
import { Address } from "./address.tsx";
import { Arrived } from "./arrived.tsx";
import { joinLink } from "./join-link.ts";
import css from "./join-screen.module.css";
import { QrCode } from "./qr-code.tsx";
import { TimeLeft } from "./time-left.tsx";

/** For a projector: where to go, what to type, who has come. Opening it makes the code. */
export function JoinScreen() {
  const t = useTranslations("host.screen");
  const ref = useRef<HTMLDialogElement>(null);
  const name = useExplorer((s) => s.room?.name);
  const code = useExplorer((s) => s.joinCode);
  const masked = useExplorer((s) => s.lesson.hidden.names);
  const origins = useOrigins();
  const [chosen, setChosen] = useState<string | null>(null);
  const failed = useCode();
  useEffect(() => {
    if (ref.current && !ref.current.open) ref.current.showModal();
  }, []);
  const origin = chosen ?? origins?.[0] ?? location.origin;
  return (
    <dialog ref={ref} className={css.screen} aria-label={t("title")} onClose={closeDialog}>
      <header className={css.bar}>
        <h1 className={css.room}>{name}</h1>
        {code && <TimeLeft code={code} onDead={forgetCode} />}
        {code && (
          <Button tone="quiet" data-testid="end-code" onClick={() => void endCode()}>
            {t("end")}
          </Button>
        )}
        <IconButton label={t("close")} data-testid="close-join-screen" onClick={closeDialog}>
          <X />
        </IconButton>
      </header>
      <div className={css.ways}>
        <div className={css.steps}>
          <Address origins={origins ?? []} chosen={origin} onChoose={setChosen} />
          {origins?.length === 0 && <p className={css.warning}>{t("localOnly")}</p>}
          <section className={css.step}>
            <h2 className={css.label}>{t("type")}</h2>
            {code ? (
              <p className={css.code} data-testid="join-code-shown">
                {spellJoinCode(code.code)}
              </p>
            ) : (
              <p className={css.ended}>
                {failed ? t("failed") : t("ended")}{" "}
                <Button tone="primary" data-testid="new-code" onClick={() => void openCode()}>
                  {t("new")}
                </Button>
              </p>
            )}
          </section>
        </div>
        {code && <QrCode text={joinLink(origin, code.code)} label={t("qr")} />}
      </div>
      <div className={css.below}>
        <Arrived masked={masked} />
        <WaitingList masked={masked} />
      </div>
    </dialog>
  );
}

const forgetCode = () => useExplorer.setState({ joinCode: null });

/** Asks for the code when the screen opens, and again after a gap, in which the server may have been another. */
function useCode(): boolean {
  const joined = useExplorer((s) => s.connection.state === "joined");
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!joined) return;
    void openCode().then((made) => setFailed(!made));
  }, [joined]);
  return failed;
}
