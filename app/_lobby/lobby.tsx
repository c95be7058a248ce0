"use client";

import { Cpu } from "lucide-react";
import { LanguageSwitch } from "../_i18n/language-switch.tsx";
import { Logo } from "../_ui/logo.tsx";
import { ThemeToggle } from "../_ui/theme-toggle.tsx";
import { fetchModels } from "./api.ts";
import { Gallery } from "./gallery.tsx";
import { JoinRoom } from "./join-room.tsx";
import css from "./lobby.module.css";
import { RecentRooms } from "./recent-rooms.tsx";
import { useLoaded } from "./use-loaded.ts";
import { YourIdentity } from "./your-identity.tsx";

/** Where everyone starts: what this is, who you are, where to go. */
export function Lobby() {
  const [models, retry] = useLoaded(fetchModels);
  const titleOf = (modelId: string) =>
    (models.state === "ready" && models.value.models.find(({ id }) => id === modelId)?.title) ||
    modelId;
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
            <h1 className={css.title}>Explore what a generative model has learned, together</h1>
            <p className={css.lead}>
              Every point in a model's latent space is an image. Share a link, move through the
              space with your class or your lab, and watch each other's images being decoded as you
              go.
            </p>
          </section>
          <div className={css.desk}>
            <section className={css.box} aria-label="Join a room">
              <JoinRoom />
              <h2 className={css.subtitle}>Your rooms</h2>
              <RecentRooms titleOf={titleOf} />
            </section>
            <section className={css.box} aria-label="You">
              <YourIdentity />
            </section>
          </div>
        </div>
        <section aria-labelledby="models-title">
          <header className={css.section}>
            <h2 id="models-title">Start a room with a model</h2>
            {models.state === "ready" && (
              <p className={css.engine} data-testid="engine-badge">
                <Cpu aria-hidden="true" /> Decoding with {models.value.engine.label}
              </p>
            )}
          </header>
          <Gallery models={models} onRetry={retry} />
        </section>
      </main>
    </div>
  );
}
