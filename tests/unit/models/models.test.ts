import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readCatalog } from "../../../server/engine/catalog.ts";
import { selectEngine } from "../../../server/engine/select-engine.ts";
import { runModels } from "../../../server/models/run.ts";
import { ARTIFACT_FILES } from "../../../server/protocol/artifact-files.ts";
import { copyModel, MODEL } from "../../helpers/artifacts.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "models-"));
  copyModel(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Types the command; what it says, and its exit code. */
async function models(...argv: string[]) {
  const said: string[] = [];
  const code = await runModels(argv, {
    root,
    say: (line) => void said.push(line),
    open: (entry) => selectEngine(new Map([[entry.card.id, entry]]), "onnx-cpu"),
  });
  return { code, said: said.join("\n") };
}

/** `MODEL` again under another id, with a data set of its own. */
function addOwn(id: string) {
  cpSync(join(root, MODEL), join(root, id), { recursive: true });
  cpSync(join(root, "datasets", "digits"), join(root, "datasets", id), { recursive: true });
  edit(join(root, id, "card.json"), (text) =>
    text
      .replace(`"id": "${MODEL}"`, `"id": "${id}"`)
      .replace('"dataset": "digits"', `"dataset": "${id}"`),
  );
  edit(join(root, "datasets", id, "dataset.json"), (text) =>
    text.replace('"id": "digits"', `"id": "${id}"`),
  );
}
const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(file, change(readFileSync(file, "utf8")));

it("[MO1] the list has a line for each model, and says which cannot be read and why", async () => {
  addOwn("mine");
  edit(join(root, "mine", "card.json"), () => "{");
  const { code, said } = await models();
  expect(code).toBe(0);
  const [head, line, broken] = said.split("\n");
  expect(head).toMatch(/^id +title +kind +latent +image +points +MB +data set +licence$/);
  expect(line).toMatch(
    /^digits-3d +Digits, three dimensions +vae +3 +28×28 +10000 +\d+\.\d +digits +/,
  );
  expect(broken).toMatch(/^mine: .*card\.json is not JSON/);
  rmSync(join(root, MODEL), { recursive: true });
  rmSync(join(root, "mine"), { recursive: true });
  expect((await models()).said).toMatch(/^There is no model in .*npm run import/);
});

it("[MO2] a whole model is whole; of a broken one each fault is a sentence, and the exit code is 1", async () => {
  expect(await models("check")).toEqual({
    code: 0,
    said: `${join(root, MODEL)}: all is well`,
  });
  const at = (file: string) => join(root, MODEL, file);
  const faults: [RegExp, () => void][] = [
    [/decoder\.onnx is missing/, () => rmSync(at(ARTIFACT_FILES.decoderOnnx))],
    [/The decoder does not draw: .+/, () => writeFileSync(at(ARTIFACT_FILES.decoderOnnx), "none")],
    [
      /The weights are not those that the card's hash names\./,
      () => writeFileSync(at("decoder/weights.bin"), "none"),
    ],
    [
      /embedding\.bin has 4 bytes, its card asks for 60000/,
      () => writeFileSync(at("embedding.bin"), "none"),
    ],
    [
      /Row 0 of the embedding is not finite\./,
      () => writeFileSync(at("embedding.bin"), Buffer.alloc(60_000, 0xff)),
    ],
    [/posterior\.bin is missing\./, () => rmSync(at("posterior.bin"))],
    [
      /labels\.bin does not hold 10000 labels\./,
      () => writeFileSync(join(root, "datasets/digits/labels.bin"), "none"),
    ],
    [
      /thumbnails\.webp cannot be read: /,
      () => writeFileSync(join(root, "datasets/digits/thumbnails.webp"), "none"),
    ],
    [
      /The card says “other”, its folder has another name\./,
      () => edit(at("card.json"), (text) => text.replace(MODEL, "other")),
    ],
    [
      /card\.json is not valid: .*kind/,
      () => edit(at("card.json"), (text) => text.replace('"vae"', '"oracle"')),
    ],
  ];
  for (const [sentence, spoil] of faults) {
    copyModel(root);
    spoil();
    const { code, said } = await models("check", MODEL);
    expect(said).toMatch(sentence);
    expect(code).toBe(1);
  }
}, 60_000);

it("[MO3] a model is renamed with the data set that is its own alone, after --yes; links of rooms are warned of", async () => {
  const shared = readdirSync(join(root, "datasets"));
  addOwn("mine");
  const asked = await models("rename", "mine", "ours");
  expect(asked).toMatchObject({
    code: 1,
    said: expect.stringMatching(/Links of rooms of “mine” end.*\nNothing was done\. Add --yes/),
  });
  expect(existsSync(join(root, "ours"))).toBe(false);
  expect((await models("rename", "mine", "ours", "--yes")).code).toBe(0);
  expect([...readCatalog(root).keys()].sort()).toEqual([MODEL, "ours"]);
  expect(readCatalog(root).get("ours")?.card.dataset.id).toBe("ours");
  expect(readdirSync(join(root, "datasets")).sort()).toEqual([...shared, "ours"].sort());
  // Digits' data are of others too, and have a name of their own.
  expect((await models("rename", MODEL, "three", "--yes")).code).toBe(0);
  expect(readCatalog(root).get("three")?.card.dataset.id).toBe("digits");
  expect((await models("check")).code).toBe(0);
});

it("[MO4] a removed model lies in the trash with the data that nobody else needs, and comes back as it is said", async () => {
  addOwn("mine");
  expect((await models("remove", "mine")).code).toBe(1);
  const { code, said } = await models("remove", "mine", "--yes");
  expect(code).toBe(0);
  expect([...readCatalog(root).keys()]).toEqual([MODEL]);
  expect(existsSync(join(root, "datasets", "mine"))).toBe(false);
  const moves = [...said.matchAll(/mv "(.+)" "(.+)"/g)];
  expect(moves).toHaveLength(2);
  for (const [, from = "", to = ""] of moves) cpSync(from, to, { recursive: true });
  expect((await models("check", "mine")).code).toBe(0);
  // A second time, beside the first.
  expect((await models("remove", "mine", "--yes")).said).toContain("mine-2");
  // One that cannot be read goes too; data that others need stay.
  cpSync(join(root, MODEL), join(root, "copy"), { recursive: true });
  edit(join(root, "copy", "card.json"), () => "{");
  expect((await models("remove", "copy", "--yes")).code).toBe(0);
  expect(existsSync(join(root, "datasets", "digits"))).toBe(true);
});

it("[MO5] what cannot be done is one sentence and exit code 1", async () => {
  const said = async (...argv: string[]) => {
    const answer = await models(...argv);
    expect(answer.code).toBe(1);
    return answer.said;
  };
  expect(await said("check", "nobody")).toBe(
    `There is no model “nobody” in ${root}. There are: ${MODEL}.`,
  );
  expect(await said("remove", "../../etc")).toMatch(/^“\.\.\/\.\.\/etc” cannot be an id: /);
  expect(await said("rename", MODEL, "Böse Namen")).toMatch(/cannot be an id/);
  expect(await said("rename", MODEL, MODEL)).toMatch(/^The id “digits-3d” is taken/);
  expect(await said("rename", MODEL, "datasets")).toMatch(/^The id “datasets” is taken/);
  expect(await said("dance")).toMatch(/^Usage: npm run models/);
  expect(await said("remove", MODEL, "--force")).toMatch(/--force.*\nUsage/);
  root = join(root, "nowhere");
  expect(await said("check")).toMatch(
    /^The folder of models .* cannot be read \(ENOENT.*See ARTIFACTS\.$/,
  );
});
