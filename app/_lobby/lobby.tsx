"use client";

import { Cpu } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { LanguageSwitch } from "../_i18n/language-switch.tsx";
import { useCardWords } from "../_i18n/use-card-words.ts";
import { Logo } from "../_ui/logo.tsx";
import { ThemeToggle } from "../_ui/theme-toggle.tsx";
import { CreateRoomDialog, type Opening } from "./create-room-dialog.tsx";
import { Gallery } from "./gallery/gallery.tsx";
import { firstModel } from "./gallery/groups.ts";
import { JoinRoom } from "./join-room.tsx";
import css from "./lobby.module.css";
import { RecentRooms } from "./recent-rooms.tsx";
import { StartHere } from "./start-here.tsx";
import { useModels } from "./use-models.ts";
import { YourIdentity } from "./your-identity.tsx";

/** Where everyone starts: what this is, who you are, where to go. */
export function Lobby() {
  const t = useTranslations("lobby");
  const [models, retry] = useModels();
  const wordsOf = useCardWords();
  const [opening, setOpening] = useState<Opening | null>(null);
  const cards = models.state === "ready" ? models.value.models : [];
  const first = firstModel(cards);
  const titleOf = (modelId: string) => {
    const card = cards.find(({ id }) => id === modelId);
    return card ? wordsOf(card).title : modelId;
  };
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <Logo />
        <div className={css.tools}>
          <LanguageSwitch />
          <ThemeToggle />
        </div>
      </header>
      <main className={css.main}>
        <div className={css.hero}>
          <section>
            <h1 className={css.title}>{t("title")}</h1>
            <p className={css.lead}>{t("lead")}</p>
            <StartHere card={first} onChoose={() => first && setOpening({ card: first })} />
          </section>
          <div className={css.desk}>
            <section className={css.box} aria-label={t("join.title")}>
              <JoinRoom />
              <h2 className={css.subtitle}>{t("rooms.title")}</h2>
              <RecentRooms titleOf={titleOf} />
            </section>
            <section className={css.box} aria-label={t("you")}>
              <YourIdentity />
            </section>
          </div>
        </div>
        <section aria-labelledby="models-title">
          <header className={css.section}>
            <h2 id="models-title">{t("start")}</h2>
            {models.state === "ready" && (
              <p className={css.engine} data-testid="engine-badge">
                <Cpu aria-hidden="true" />{" "}
                {t("decodingWith", { engine: models.value.engine.label })}
              </p>
            )}
          </header>
          <Gallery models={models} onRetry={retry} onOpen={setOpening} />
        </section>
      </main>
      {opening && <CreateRoomDialog {...opening} onClose={() => setOpening(null)} />}
    </div>
  );
}
