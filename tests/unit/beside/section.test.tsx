// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useBeside } from "../../../app/_explorer/beside/beside.ts";
import { useModels } from "../../../app/_explorer/models.ts";
import { BesideSection } from "../../../app/_explorer/panel/model/beside/beside-section.tsx";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { render } from "../panel/render.ts";

const room = makeCard({ title: "Digits by VAE" });
const pca = makeCard({
  id: "digits-pca",
  title: "Digits by PCA",
  kind: "pca",
  metrics: { mse: 0.2 },
});
const fashion = makeCard({ id: "fashion", dataset: { ...room.dataset, hash: "1".repeat(64) } });

beforeEach(() => {
  resetExplorer();
  useExplorer.setState({ card: room });
  useModels.setState({ cards: [room, pca, fashion], fault: null });
});
afterEach(() => {
  useBeside.setState({ card: null });
  useModels.setState({ cards: null, fault: null });
  vi.unstubAllGlobals();
});

it("[SB11] a host chooses among the other models of the same images", async () => {
  useExplorer.setState({ right: "host" });
  const { element, unmount } = await render(<BesideSection card={room} />);
  const names = [...element.querySelectorAll("label")].map((label) => label.textContent);
  expect(names).toEqual(["No second model", "Digits by PCAPCA, 3 dimensions"]);
  expect(element.querySelector("table")).toBe(null);
  await act(async () => useBeside.setState({ card: pca }));
  expect(element.querySelector<HTMLInputElement>("[data-testid=beside-digits-pca]")?.checked).toBe(
    true,
  );
  await unmount();
});

it("[SB8] others read both models' figures: the better bold, a missing one a dash that is spoken", async () => {
  useBeside.setState({ card: pca });
  const { element, unmount } = await render(<BesideSection card={room} />);
  expect(element.querySelectorAll("input")).toHaveLength(0);
  expect(element.textContent).toContain("A host chooses");
  const line = (name: string) =>
    [...element.querySelectorAll("tr")].find((row) => row.textContent?.startsWith(name));
  expect([...(line("MSE")?.cells ?? [])].map((cell) => cell.textContent)).toEqual([
    "MSE",
    "0.1000better",
    "0.2000",
  ]);
  expect(line("−ELBO")?.cells[2]?.textContent).toBe("–no such figure");
  await unmount();
});

it("[SB11] a list that could not be loaded is asked for again when the section opens", async () => {
  useExplorer.setState({ right: "host" });
  useModels.setState({ cards: null, fault: "The server cannot be reached." });
  vi.stubGlobal("fetch", async () => Response.json({ models: [room, pca], engine: {} }));
  const { element, unmount } = await render(<BesideSection card={room} />);
  await vi.waitFor(() => expect(element.querySelectorAll("input")).toHaveLength(2));
  await unmount();
});
