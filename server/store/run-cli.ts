/** Runs a command of one file name and prints its result as one line of JSON; a failure is one sentence. */
export async function runCli(name: string, work: (file: string) => Promise<object>): Promise<void> {
  const [file, ...more] = process.argv.slice(2);
  if (!file || more.length > 0) {
    console.error(`Usage: npm run ${name} -- FILE`);
    process.exitCode = 2;
    return;
  }
  try {
    process.stdout.write(`${JSON.stringify(await work(file))}\n`);
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exitCode = 1;
  }
}
