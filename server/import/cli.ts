import { join } from "node:path";
import { failureWords } from "./failure-words.ts";
import { HELP, parseImportOptions } from "./options.ts";
import { createReport } from "./report.ts";
import { runImport } from "./run.ts";

// Ends in order, so that what was half made is removed (`run.ts`).
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => process.exit(130));

try {
  const options = parseImportOptions(process.argv.slice(2));
  if (options === null) console.log(HELP);
  else {
    const report = createReport((text) => console.log(text));
    const card = await runImport(options, { report });
    report.line(
      `“${card.title}” is in ${join(options.out, card.id)}: the lobby of npm start shows it, a running one by itself.`,
    );
  }
} catch (error) {
  console.error(failureWords(error));
  process.exitCode = 1;
}
