import {
  Boxes,
  CircleStop,
  ClipboardList,
  DoorClosed,
  Eye,
  EyeOff,
  Hand,
  Image,
  LayoutGrid,
  Lock,
  type LucideIcon,
  Megaphone,
  Microscope,
  MousePointer2,
  Pause,
  Play,
  Presentation,
  QrCode,
  Signpost,
  UserRound,
  UsersRound,
} from "lucide-react";
import type { useTranslations } from "use-intl/react";
import type { Strength } from "../../../../server/protocol/lesson.ts";
import {
  askForSpotlight,
  endLesson,
  endSpotlight,
  giveSpotlight,
  hideInLesson,
  hideOwnCursor,
  pauseLesson,
  raiseHand,
} from "../../connection/lesson-commands.ts";
import { mayHost } from "../../right.ts";
import type { ExplorerState } from "../../store.ts";
import { openSection } from "../model/open-section.ts";
import { openTab, useUi } from "../ui-state.ts";

/** One line of the menu "Lesson". */
export interface LessonEntry {
  id: string;
  label: string;
  icon: LucideIcon;
  open: () => void;
  danger?: true;
}

type Texts = ReturnType<typeof useTranslations<"lesson">>;

const STRENGTH_ICONS: Record<Strength, LucideIcon> = {
  invite: Presentation,
  bring: UsersRound,
  hold: Lock,
};

/** What this person may do with the lesson now. A new part of the lesson adds its lines to one of the two lists. */
export function lessonEntries(state: ExplorerState, t: Texts): LessonEntry[] {
  if (!state.me) return [];
  return [...(mayHost(state) ? hostEntries(state, t) : guestEntries(state, t)), own(state, t)];
}

function hostEntries({ lesson, me }: ExplorerState, t: Texts): LessonEntry[] {
  const { presenter, paused, hidden } = lesson;
  const slot = me?.slot ?? 0;
  const present = (["invite", "bring", "hold"] as const).map((strength) => ({
    id: strength,
    label: t(`entry.${strength}`),
    icon: STRENGTH_ICONS[strength],
    open: () => giveSpotlight(slot, strength),
  }));
  const toggle = (part: keyof typeof hidden, hide: string, show: string, icon: LucideIcon) => ({
    id: part,
    label: hidden[part] ? show : hide,
    icon: hidden[part] ? Eye : icon,
    open: () => hideInLesson({ [part]: !hidden[part] }),
  });
  const dialogs = [
    ["join", "join", QrCode],
    ["access", "share", DoorClosed],
    ["wall", "wall", LayoutGrid],
    ["bench", "bench", Microscope],
    ["set-task", "set-task", ClipboardList],
  ] as const;
  return [
    ...dialogs.map(([id, dialog, icon]) => ({
      id,
      label: t(`entry.${id}`),
      icon,
      open: () => useUi.setState({ dialog }),
    })),
    { id: "model", label: t("entry.model"), icon: Boxes, open: () => openSection("switch") },
    { id: "tours", label: t("entry.tours"), icon: Signpost, open: () => openTab("tours") },
    ...present.filter(
      ({ id }) => presenter?.slot !== slot || presenter.strength !== (id as Strength),
    ),
    ...(presenter
      ? [{ id: "end", label: t("entry.end"), icon: CircleStop, open: endSpotlight }]
      : []),
    {
      id: "pause",
      label: t(paused ? "entry.resume" : "entry.pause"),
      icon: paused ? Play : Pause,
      open: () => pauseLesson(!paused),
    },
    toggle("cursors", t("entry.hideCursors"), t("entry.showCursors"), MousePointer2),
    toggle("names", t("entry.hideNames"), t("entry.showNames"), UserRound),
    toggle("images", t("entry.hideImages"), t("entry.showImages"), Image),
    { id: "finish", label: t("entry.finish"), icon: CircleStop, open: endLesson, danger: true },
  ];
}

function guestEntries({ lesson, me }: ExplorerState, t: Texts): LessonEntry[] {
  const slot = me?.slot ?? 0;
  const up = lesson.hands.includes(slot);
  const asks = lesson.asks.includes(slot);
  const hand = {
    id: "hand",
    label: t(up ? "entry.lower" : "entry.raise"),
    icon: Hand,
    open: () => raiseHand(!up),
  };
  const ask = {
    id: "ask",
    label: t(asks ? "entry.askNoMore" : "entry.ask"),
    icon: Megaphone,
    open: () => askForSpotlight(!asks),
  };
  return lesson.presenter?.slot === slot ? [hand] : [hand, ask];
}

function own({ me }: ExplorerState, t: Texts): LessonEntry {
  const hidden = me?.hidden === true;
  return {
    id: "mine",
    label: t(hidden ? "entry.showMine" : "entry.hideMine"),
    icon: hidden ? Eye : EyeOff,
    open: () => hideOwnCursor(!hidden),
  };
}
