import { norm } from "../../../server/latent/interpolate.ts";
import { project } from "../../../server/latent/projection.ts";
import { type Direction, stepTowards, viewAxes } from "../../../server/latent/step-towards.ts";
import { text } from "../../_i18n/text.ts";
import { shadesOf } from "../colouring/attributes.ts";
import { className } from "../colouring/data-words.ts";
import { live } from "../live.ts";
import { useExplorer } from "../store.ts";
import { goTo } from "../travel.ts";
import { lookAround } from "./around.ts";
import { nearestPerson, peopleHere } from "./people-here.ts";
import { describe, nearest } from "./sentences.ts";

/** What an act of the walk has to say. */
type Told = string | Promise<string>;

/** The person chosen by key; a chosen datum is the one that is hovered, so that keys and pointer agree. */
let person: number | null = null;

/** Chooses the nearest datum in a direction from the chosen one, or from the own place. */
export function step(direction: Direction): Told {
  const { cloud, card, hovered } = useExplorer.getState();
  const view = live.scene?.view();
  if (!cloud || !card || !view) return text("walk.loading");
  const from = hovered === null ? live.z : latentOf(hovered);
  const axes = viewAxes(view.position, view.target);
  const { labels, hidden } = shadesOf(cloud);
  const shown = (row: number) => !hidden.has(labels[row] ?? 0);
  const row = stepTowards(cloud.points, project(card.projection, from), axes, direction, shown);
  if (row === null) return text("walk.nothingThere", { direction });
  choose({ row });
  const z = latentOf(row);
  const name = className(card.dataset, cloud.labels[row] ?? 0);
  return withSurroundings(text("walk.datum", { name, distance: away(z) }), z);
}

/** Chooses the next person by slot, or the one before. */
export function nextPerson(by: 1 | -1): Told {
  const { card } = useExplorer.getState();
  const people = peopleHere();
  const now = people.findIndex(({ slot }) => slot === person);
  const from = now < 0 && by < 0 ? 0 : now;
  const place = (from + by + people.length) % people.length;
  const chosen = people[place];
  if (!chosen || !card) return text("walk.alone");
  const { slot, name, z } = chosen;
  choose({ slot });
  live.scene?.lookAt(project(card.projection, z));
  const where = { place: place + 1, people: people.length, distance: away(z) };
  return withSurroundings(text("walk.person", { name, ...where }), z);
}

/** Flies to what is chosen. */
export function flyToChosen(): Told {
  const { hovered, card } = useExplorer.getState();
  const datum = hovered === null ? undefined : latentOf(hovered);
  const z = datum ?? (person === null ? undefined : live.cursors.get(person)?.z);
  if (!z || !card) return text("walk.nothingChosen");
  goTo(z);
  live.scene?.goAlong(project(card.projection, z));
  return text("walk.arrived");
}

/** Says what is around the own place. */
export function tellWhere(): Told {
  return withSurroundings(text("walk.here"), live.z, true);
}

export function dropChoice(): Told {
  choose({});
  return text("walk.dropped");
}

function choose({ row = null, slot = null }: { row?: number | null; slot?: number | null }): void {
  person = slot;
  useExplorer.setState({ hovered: row });
}

/** `first`, and after it what is around `z`. */
async function withSurroundings(first: string, z: Float32Array, withNearest = false) {
  const { cloud, card } = useExplorer.getState();
  if (!cloud || !card) return `${first} ${text("walk.loading")}`;
  const survey = await lookAround(cloud, card, z);
  const sentences = [first, describe(survey, card)];
  if (withNearest) sentences.push(nearest(survey, cloud.labels, card, nearestPerson(z)));
  return sentences.join(" ");
}

function latentOf(row: number): Float32Array {
  const { cloud, card } = useExplorer.getState();
  const size = card?.latentDim ?? 0;
  return cloud?.embedding.slice(row * size, (row + 1) * size) ?? new Float32Array(size);
}

/** From the own place, in latent space: σ. */
function away(z: Float32Array): number {
  return norm(z.map((value, d) => value - (live.z[d] ?? 0)));
}
