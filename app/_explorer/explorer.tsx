"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { View } from "../../server/protocol/entities.ts";
import { COMPACT, useMedia } from "../_ui/use-media.ts";
import { resetBench, useBench } from "./bench/bench-store.ts";
import { showLinkedBench } from "./bench/link/linked-bench.ts";
import { putBeside, useBeside } from "./beside/beside.ts";
import { connect } from "./connection/connect.ts";
import type { Beginning } from "./connection/join.ts";
import css from "./explorer.module.css";
import { useShortcuts } from "./keys/shortcuts.ts";
import { SkipLink } from "./keys/skip-link.tsx";
import { useWalkKeys } from "./keys/walk-keys.ts";
import { showLayers } from "./layers/layers.ts";
import { live } from "./live.ts";
import { resetMap } from "./map/map-state.ts";
import { drawOwnInPage } from "./page-decoder/draw-own.ts";
import { usePageOptions } from "./page-options/use-page-options.ts";
import { HelpDialog } from "./panel/help/help-dialog.tsx";
import { CompactLayout } from "./panel/layout/compact-layout.tsx";
import { WideLayout } from "./panel/layout/wide-layout.tsx";
import { Refused } from "./panel/notices/refused.tsx";
import { SceneBoundary } from "./panel/notices/scene-boundary.tsx";
import { useShownPlayback } from "./panel/playback/shown-playback.ts";
import { ShareDialog } from "./panel/share/share-dialog.tsx";
import { resetUi, TABS, useUi } from "./panel/ui-state.ts";
import { followSelectedPath } from "./saved.ts";
import { resetExplorer, useExplorer } from "./store.ts";
import { isOfOther, offerSwitch } from "./switch/other-model.ts";
import { resetTask } from "./task-state.ts";
import { useTour } from "./tours/tour-state.ts";
import { useTours } from "./tours/use-tours.ts";
import { goTo } from "./travel.ts";
import {
  linkedBeginning,
  linkedView,
  onceScene,
  showLinkedView,
} from "./view-link/open-view-link.ts";
import { Voice } from "./walk/voice.tsx";

const Scene = dynamic(() => import("./scene/scene.tsx").then((module) => module.Scene), {
  ssr: false,
});

const Wall = dynamic(() => import("./panel/wall/wall.tsx").then((module) => module.Wall), {
  ssr: false,
});

const SetTask = dynamic(
  () => import("./panel/task/set-task.tsx").then((module) => module.SetTask),
  { ssr: false },
);

const Bench = dynamic(() => import("./panel/bench/bench.tsx").then((module) => module.Bench), {
  ssr: false,
});

const LessonMenu = dynamic(
  () => import("./panel/lesson/lesson-menu.tsx").then((module) => module.LessonMenu),
  { ssr: false },
);

const JoinScreen = dynamic(() =>
  import("./panel/host/join-screen/join-screen.tsx").then((module) => module.JoinScreen),
);

/** Where a bookmark link starts. */
export interface Start {
  z: readonly number[];
  view: View | null;
  modelId: string;
  /** Weights that drew the bookmark, to tell whether its picture still holds. */
  weightsHash: string;
}

/** One room: the scene over the whole window and the panels on it. Joins while mounted. */
export function Explorer({ room, start }: { room: string; start: Start | null }) {
  const connection = useExplorer((s) => s.connection);
  const compact = useMedia(COMPACT);
  const sheet = useUi((s) => s.sheet);
  const hidden = useUi((s) => s.panelsHidden);
  const split = useBeside((s) => s.card !== null);
  const bench = useBenchPlace();
  const walking = useTour((s) => s.walk !== null && !s.folded);
  const { embed, hide } = usePageOptions();
  // Drawn anew, in another language say, the page hands over an equal one; the stay goes on.
  const [first] = useState(start);
  useRoom(room, first);
  // A frame is small: the scene first.
  useEffect(() => {
    if (embed) useUi.setState({ sheet: "low" });
  }, [embed]);
  useShortcuts();
  useWalkKeys();
  useShownPlayback();
  useTours();
  if (connection.state === "refused") return <Refused fault={connection.fault} />;
  const panels = compact && !hidden && TABS.some((tab) => !hide.includes(tab));
  const Layout = compact ? CompactLayout : WideLayout;
  return (
    <main
      className={css.explorer}
      data-split={split ? (hidden ? "bare" : "panels") : undefined}
      data-sheet={compact && walking ? "half" : panels ? sheet : "none"}
      data-bench={bench}
      data-bar={hide.includes("topbar") ? "none" : embed ? "low" : undefined}
    >
      <SkipLink />
      <Voice />
      <div className={css.scene} data-scene>
        <SceneBoundary>
          <Scene />
        </SceneBoundary>
      </div>
      <Layout savedWeights={first?.weightsHash ?? null} />
      <OpenDialog compact={compact} />
    </main>
  );
}

/** Where an open workbench stands: over the scene, or beside it. */
function useBenchPlace(): "full" | "beside" | undefined {
  const open = useUi((s) => s.dialog === "bench");
  const full = useBench((s) => s.full);
  if (!open) return undefined;
  return full ? "full" : "beside";
}

/** The one dialog that is open, if any. */
function OpenDialog({ compact }: { compact: boolean }) {
  const dialog = useUi((s) => s.dialog);
  if (dialog === "help") return <HelpDialog compact={compact} />;
  if (dialog === "lesson") return <LessonMenu />;
  if (dialog === "share") return <ShareDialog />;
  if (dialog === "join") return <JoinScreen />;
  if (dialog === "wall") return <Wall />;
  if (dialog === "bench") return <Bench />;
  return dialog === "set-task" && <SetTask />;
}

function useRoom(room: string, start: Start | null): void {
  useEffect(() => {
    const stopDrawing = drawOwnInPage();
    const linked = linkedView(location.search);
    const stopShowing = linked ? showLinkedView(linked) : () => {};
    const stopBench = showLinkedBench(location.search);
    const leave = connect(room, start ? beginningOf(start) : linkedBeginning(linked));
    const stopFollowing = followSelectedPath();
    const stopWaiting = start ? showStart(start) : () => {};
    return () => {
      stopWaiting();
      stopFollowing();
      leave();
      stopBench();
      stopShowing();
      stopDrawing();
      resetExplorer();
      putBeside(null);
      resetTask();
      resetBench();
      resetUi();
      resetMap();
      showLayers("");
    };
  }, [room, start]);
}

function beginningOf({ z, modelId }: Start): Beginning {
  return { z, isOf: ({ id }) => id === modelId };
}

/** Returns the undo. */
function showStart({ z, view, modelId }: Start): () => void {
  return onceScene(() => {
    if (isOfOther(modelId)) void offerSwitch(modelId, () => goTo(z));
    else if (view) live.scene?.setView(view, false);
  });
}
