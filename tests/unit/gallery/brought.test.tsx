// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Models } from "../../../app/_lobby/api.ts";
import { Gallery } from "../../../app/_lobby/gallery/gallery.tsx";
import { useModels } from "../../../app/_lobby/use-models.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { render } from "../panel/render.ts";

const engine = { id: "onnx-cpu", device: "cpu", label: "ONNX" } as Models["engine"];
const models = (...cards: Models["models"]): Models => ({ models: cards, restorers: [], engine });

beforeEach(() => {
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const gallery = (value: Models) =>
  render(<Gallery models={{ state: "ready", value }} onRetry={() => {}} onOpen={() => {}} />);

const seen: Models["models"][] = [];
function Probe() {
  const [loaded] = useModels();
  if (loaded.state === "ready") seen.push(loaded.value.models);
  return null;
}

test("[GL12] the two commands that bring a model are there, with models and without any", async () => {
  for (const value of [models(makeCard()), models()]) {
    const { element: container, unmount } = await gallery(value);
    const section = container.querySelector("[aria-labelledby=group-brought]");
    expect(section?.textContent).toContain("npm run import -- decoder.onnx --id my-model");
    expect(section?.textContent).toContain("npm run train -- vae --data pictures");
    expect(section?.querySelectorAll("button")).toHaveLength(2);
    expect(container.textContent?.includes("no models yet")).toBe(value.models.length === 0);
    await unmount();
  }
});

test("[GL13] the card of a model that was brought along says that nothing was measured, and whose it is", async () => {
  const card = makeCard({
    id: "mine",
    kind: "decoder",
    metrics: {},
    baselines: {},
    training: null,
  });
  const { element: container, unmount } = await gallery(models(makeCard(), card));
  const group = container.querySelector("[data-testid=group-brought]");
  expect(group?.textContent).toContain("Not measured");
  expect(group?.textContent).toContain("Licence: MIT. Data: test.");
  await unmount();
});

test("[GL14] who comes back sees the models as they are now; a card that says the same stays, a server that is away changes nothing", async () => {
  const card = (id: string, title = id) => makeCard({ id, title });
  let answer: Models | null = models(card("one"), card("two"));
  let asked = 0;
  vi.stubGlobal("fetch", async () => {
    asked++;
    if (!answer) throw new TypeError("away");
    return Response.json(answer);
  });
  seen.length = 0;
  const { unmount } = await render(<Probe />);
  await act(() => vi.waitFor(() => expect(seen.length).toBeGreaterThan(0)));
  const comeBack = () => act(async () => window.dispatchEvent(new Event("focus")));
  answer = models(card("one"), card("two", "renamed"), card("three"));
  await comeBack();
  await act(() => vi.waitFor(() => expect(seen.at(-1)).toHaveLength(3)));
  expect(seen.at(-1)?.[0]).toBe(seen[0]?.[0]);
  expect(seen.at(-1)?.map(({ title }) => title)).toEqual(["one", "renamed", "three"]);
  answer = null;
  await comeBack();
  await act(() => vi.waitFor(() => expect(asked).toBe(3)));
  expect(seen.at(-1)).toHaveLength(3);
  await unmount();
  await comeBack();
  expect(asked).toBe(3);
});
