"use client";

import { Component, type ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import css from "./scene-boundary.module.css";

/** Keeps a failure of the 3D view to itself: sliders, places and people go on working without it. */
export class SceneBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <Stopped onRestart={() => this.setState({ failed: false })} />;
  }
}

function Stopped({ onRestart }: { onRestart: () => void }) {
  const t = useTranslations("notices.scene");
  return (
    <div className={css.failed} role="alert">
      <p>{t("stopped")}</p>
      <Button onClick={onRestart}>{t("again")}</Button>
    </div>
  );
}
