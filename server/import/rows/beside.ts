import { basename } from "node:path";
import { findUnreadable } from "../pictures/find-unreadable.ts";
import { listPictures } from "../pictures/list-pictures.ts";
import type { Report } from "../report.ts";
import { type RowChoice, without } from "./choose-rows.ts";
import type { LabelColumn } from "./labels/label-column.ts";
import { readLabelColumns } from "./labels/label-columns.ts";
import { describeLabels, type Labels, noLabels } from "./labels/labels.ts";
import { matchPictures } from "./match-pictures.ts";

interface Beside {
  labels: LabelColumn[];
  files: string[] | null;
}

/** Labels and pictures of all rows. */
export async function readBeside(
  given: { labels?: string | undefined; images?: string | undefined },
  { rows, report }: { rows: number; report: Report },
): Promise<Beside> {
  const columns = given.labels === undefined ? [] : await readLabelColumns(given.labels, rows);
  if (given.images === undefined) return { files: null, labels: columns };
  const folder = basename(given.images);
  return matchPictures(await listPictures(given.images), { folder, columns, rows, report });
}

/** A row without its picture would be black in the cloud, and count in the figures. */
export async function readable(
  choice: RowChoice,
  files: Beside["files"],
  report: Report,
): Promise<RowChoice> {
  if (files === null) return choice;
  const kept = Array.from(choice.order, (row) => files[row] ?? "");
  return without(choice, await findUnreadable(kept, report));
}

/** What belongs to the rows that are kept. */
export function keep(
  { labels, files }: Beside,
  order: Uint32Array,
  report: Report,
): { labels: Labels; files: string[] | null } {
  const pick = <T>(values: readonly T[]): T[] => Array.from(order, (row) => values[row] as T);
  const kept = labels.map(({ name, values }) => ({ name, values: pick(values) }));
  return {
    labels: kept.length > 0 ? describeLabels(kept, order.length, report) : noLabels(order.length),
    files: files && pick(files),
  };
}
