/** One thing that is told of every row: text as it stands in the file, empty where nothing is told. */
export interface LabelColumn {
  /** Null where the file names none. */
  name: string | null;
  values: string[];
}

/** @throws RangeError “it …” with both numbers */
export function checkLength(labels: number, rows: number): void {
  if (labels !== rows)
    throw new RangeError(
      `it has ${labels.toLocaleString("en")} labels, the latents have ${rows.toLocaleString("en")} rows`,
    );
}
