import type { Attribute, Dataset } from "../../../protocol/dataset.ts";
import type { Report } from "../../report.ts";
import { type DescribedColumn, describeColumn, UNKNOWN } from "./describe-column.ts";
import type { LabelColumn } from "./label-column.ts";

/** What is told of the rows, as a data set has it. */
export interface Labels extends Pick<Dataset, "classNames" | "classesAre"> {
  /** labels.bin: the class of each row. */
  classes: Uint8Array;
  attributes: Attribute[];
  /** Columns of attributes.bin. */
  columns: Uint8Array[];
}

const ATTRIBUTES_MAX = 16;
/** The class of rows of which it is not known. */
const NOT_KNOWN = "–";

/** One class: nothing is told of the rows. */
export const noLabels = (rows: number): Labels => ({
  ...{ classNames: ["all"], classes: new Uint8Array(rows), attributes: [], columns: [] },
});

/** Chooses the classes, the first column of names; the other columns are attributes. Says what each was taken for. */
export function describeLabels(
  given: readonly LabelColumn[],
  rows: number,
  report: Report,
): Labels {
  const described: DescribedColumn[] = [];
  for (const [place, column] of given.entries()) {
    const found = describeColumn(column, place);
    if (found === null) report.line(`Labels: “${column.name}” differs in every row: left out.`);
    else described.push(found);
  }
  const classes = described.find(({ attribute }) => attribute.kind === "names");
  const others = described.filter((column) => column !== classes);
  for (const { told } of described) report.line(`Labels: ${told}`);
  const kept = ATTRIBUTES_MAX + described.length - others.length;
  if (others.length > ATTRIBUTES_MAX)
    report.line(`Labels: of ${described.length} columns ${kept} are kept.`);
  const attributes = others.slice(0, ATTRIBUTES_MAX);
  return {
    ...(classes ? asClasses(classes) : noLabels(rows)),
    attributes: attributes.map(({ attribute }) => attribute),
    columns: attributes.map(({ bytes }) => bytes),
  };
}

function asClasses({ attribute, bytes }: DescribedColumn) {
  const names = attribute.kind === "names" ? [...attribute.names] : [];
  if (!bytes.includes(UNKNOWN))
    return { classNames: names, classesAre: attribute.name, classes: bytes };
  // Everyone who counts classes counts on a class for each row.
  const unknown = names.push(NOT_KNOWN) - 1;
  const classes = bytes.map((byte) => (byte === UNKNOWN ? unknown : byte));
  return { classNames: names, classesAre: attribute.name, classes };
}
