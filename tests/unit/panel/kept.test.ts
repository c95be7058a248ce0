// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadIdentity, loadToken, saveToken } from "../../../app/_explorer/connection/identity.ts";
import { pageOptions } from "../../../app/_explorer/page-options/page-options.ts";
import { keptHere } from "../../../app/_ui/kept.ts";
import { chooseTheme } from "../../../app/_ui/theme.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => vi.restoreAllMocks());

/** As a browser answers in a frame of another site whose storage is blocked. */
function blockStorage(): void {
  for (const name of ["localStorage", "sessionStorage"] as const)
    vi.spyOn(window, name, "get").mockImplementation(() => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    });
}

test("[EV7] where storage is blocked a person stays the same one while the page is open", () => {
  blockStorage();
  const first = loadIdentity();
  expect(loadIdentity()).toEqual(first);
  saveToken("room", "token");
  expect(loadToken("room")).toBe("token");
  chooseTheme("light");
  expect(document.documentElement.dataset.theme).toBe("light");
});

test("[EV7] what could be kept is read from there, whoever wrote it last", () => {
  keptHere.set("latent-commons.x", "1");
  localStorage.setItem("latent-commons.x", "2");
  expect(keptHere.get("latent-commons.x")).toBe("2");
  keptHere.remove("latent-commons.x");
  expect(localStorage.getItem("latent-commons.x")).toBeNull();
  expect(keptHere.get("latent-commons.x")).toBeNull();
});

test("[EV7] what is no identity is replaced", () => {
  localStorage.setItem("latent-commons.identity", "{broken");
  const made = loadIdentity();
  expect(made.name).not.toBe("");
  expect(loadIdentity()).toEqual(made);
});

const options = (query: string) => pageOptions(new URLSearchParams(query));

test("[EV8] hide= takes a list in any case and order; what is no part of the page is left out", () => {
  expect(options("hide=Legend,sliders&embed=1")).toEqual({
    hide: ["sliders", "legend"],
    embed: true,
  });
  expect(options("hide=share%20nonsense,share,__proto__")).toEqual({
    hide: ["share"],
    embed: false,
  });
  expect(options("embed=yes")).toEqual({ hide: [], embed: false });
  expect(options(`hide=${"x,".repeat(100_000)}`)).toEqual({ hide: [], embed: false });
  expect(pageOptions(null)).toEqual({ hide: [], embed: false });
});
