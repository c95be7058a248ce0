import type {} from "use-intl/core";
import type { ErrorCode } from "../../server/protocol/errors.ts";
import type { Locale } from "./locale.ts";
import type russianCards from "./ru/cards.json";
import type russianData from "./ru/data.json";

/** One namespace of texts, read when a page needs it. */
type Source<T> = Readonly<Record<Locale, () => Promise<{ default: T }>>>;

/** A namespace in every language. One that lacks a text of the first does not compile. */
function both<T>(
  en: () => Promise<{ default: T }>,
  ru: () => Promise<{ default: NoInfer<T> }>,
): Source<T> {
  return { en, ru };
}

/** The server's sentences by code. It says them in English itself: `faultText` asks whether there is another. */
const errors: Source<Record<ErrorCode, string>> = {
  en: async () => ({ default: {} as Record<ErrorCode, string> }),
  ru: () => import("./ru/errors.json"),
};

/** Models that come with this server: their cards speak English. */
const cards: Source<typeof russianCards> = {
  en: async () => ({ default: {} as never }),
  ru: () => import("./ru/cards.json"),
};

/** The words of data sets that come with this server: classes, and what else is known of an image. */
const data: Source<typeof russianData> = {
  en: async () => ({ default: {} as never }),
  ru: () => import("./ru/data.json"),
};

/** For every page: its frame, and what all are built of. */
const every = {
  cards,
  data,
  errors,
  common: both(
    () => import("./en/common.json"),
    () => import("./ru/common.json"),
  ),
  pages: both(
    () => import("./en/pages.json"),
    () => import("./ru/pages.json"),
  ),
  person: both(
    () => import("./en/person.json"),
    () => import("./ru/person.json"),
  ),
};

const join = {
  join: both(
    () => import("./en/join.json"),
    () => import("./ru/join.json"),
  ),
};

/** What is said of models and of their figures, wherever one opens a room with them. */
const measures = {
  measures: both(
    () => import("./en/measures.json"),
    () => import("./ru/measures.json"),
  ),
};

const lobby = {
  ...measures,
  kinds: both(
    () => import("./en/kinds.json"),
    () => import("./ru/kinds.json"),
  ),
  lobby: both(
    () => import("./en/lobby.json"),
    () => import("./ru/lobby.json"),
  ),
  models: both(
    () => import("./en/models.json"),
    () => import("./ru/models.json"),
  ),
};

const model = {
  ...lobby,
  connection: both(
    () => import("./en/connection.json"),
    () => import("./ru/connection.json"),
  ),
  modelPage: both(
    () => import("./en/model-page.json"),
    () => import("./ru/model-page.json"),
  ),
};

const room = {
  ...measures,
  bench: both(
    () => import("./en/bench.json"),
    () => import("./ru/bench.json"),
  ),
  lesson: both(
    () => import("./en/lesson.json"),
    () => import("./ru/lesson.json"),
  ),
  ...join,
  beside: both(
    () => import("./en/beside.json"),
    () => import("./ru/beside.json"),
  ),
  switch: both(
    () => import("./en/switch.json"),
    () => import("./ru/switch.json"),
  ),
  host: both(
    () => import("./en/host.json"),
    () => import("./ru/host.json"),
  ),
  connection: both(
    () => import("./en/connection.json"),
    () => import("./ru/connection.json"),
  ),
  codes: both(
    () => import("./en/codes.json"),
    () => import("./ru/codes.json"),
  ),
  grid: both(
    () => import("./en/grid.json"),
    () => import("./ru/grid.json"),
  ),
  figures: both(
    () => import("./en/figures.json"),
    () => import("./ru/figures.json"),
  ),
  help: both(
    () => import("./en/help.json"),
    () => import("./ru/help.json"),
  ),
  image: both(
    () => import("./en/image.json"),
    () => import("./ru/image.json"),
  ),
  layout: both(
    () => import("./en/layout.json"),
    () => import("./ru/layout.json"),
  ),
  legend: both(
    () => import("./en/legend.json"),
    () => import("./ru/legend.json"),
  ),
  map: both(
    () => import("./en/map.json"),
    () => import("./ru/map.json"),
  ),
  model: both(
    () => import("./en/model.json"),
    () => import("./ru/model.json"),
  ),
  noise: both(
    () => import("./en/noise.json"),
    () => import("./ru/noise.json"),
  ),
  notices: both(
    () => import("./en/notices.json"),
    () => import("./ru/notices.json"),
  ),
  options: both(
    () => import("./en/options.json"),
    () => import("./ru/options.json"),
  ),
  paths: both(
    () => import("./en/paths.json"),
    () => import("./ru/paths.json"),
  ),
  people: both(
    () => import("./en/people.json"),
    () => import("./ru/people.json"),
  ),
  places: both(
    () => import("./en/places.json"),
    () => import("./ru/places.json"),
  ),
  playback: both(
    () => import("./en/playback.json"),
    () => import("./ru/playback.json"),
  ),
  posterior: both(
    () => import("./en/posterior.json"),
    () => import("./ru/posterior.json"),
  ),
  scene: both(
    () => import("./en/scene.json"),
    () => import("./ru/scene.json"),
  ),
  share: both(
    () => import("./en/share.json"),
    () => import("./ru/share.json"),
  ),
  sliders: both(
    () => import("./en/sliders.json"),
    () => import("./ru/sliders.json"),
  ),
  topBar: both(
    () => import("./en/top-bar.json"),
    () => import("./ru/top-bar.json"),
  ),
  walk: both(
    () => import("./en/walk.json"),
    () => import("./ru/walk.json"),
  ),
  tours: both(
    () => import("./en/tours.json"),
    () => import("./ru/tours.json"),
  ),
  task: both(
    () => import("./en/task.json"),
    () => import("./ru/task.json"),
  ),
  wall: both(
    () => import("./en/wall.json"),
    () => import("./ru/wall.json"),
  ),
};

/** What is sent with which page: a new namespace is one entry here and a file for each language. */
export const PAGES = { every, join, lobby, model, room };

export type PageName = keyof typeof PAGES;

type TextsOf<N> = { [K in keyof N]: N[K] extends Source<infer T> ? T : never };

/** All texts by namespace and key. */
export type Messages = TextsOf<typeof every & typeof join & typeof model & typeof room>;

declare module "use-intl/core" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
