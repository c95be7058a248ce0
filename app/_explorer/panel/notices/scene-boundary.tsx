"use client";

import { Component, type ReactNode } from "react";
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
    return (
      <div className={css.failed} role="alert">
        <p>The 3D view stopped. Everything else goes on working.</p>
        <Button onClick={() => this.setState({ failed: false })}>Start it again</Button>
      </div>
    );
  }
}
