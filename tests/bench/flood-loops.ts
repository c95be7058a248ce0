/** Started by flood.ts: loops that ask one server for decodes of 64 latents, never the same twice, until told to stop. */
const [url = "", model = "", latentDim = "", loops = ""] = process.argv.slice(2);
const BATCH = 64;

const counts = { answered: 0, refused: 0 };
let asked = 0;
let stopped = false;

async function ask(): Promise<void> {
  while (!stopped) {
    const z = Array.from({ length: BATCH }, () =>
      Array.from({ length: Number(latentDim) }, () => Math.sin(++asked)),
    );
    const response = await fetch(`${url}/api/models/${model}/decode`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ z }),
    });
    await response.arrayBuffer();
    if (response.ok) counts.answered++;
    else counts.refused++;
  }
}

const begun = performance.now();
for (let i = 0; i < Number(loops); i++) void ask();
process.send?.("begun");
process.on("message", () => {
  stopped = true;
  const seconds = (performance.now() - begun) / 1000;
  process.send?.({
    answered_per_s: counts.answered / seconds,
    refused_per_s: counts.refused / seconds,
  });
});
process.on("disconnect", () => process.exit(0));
