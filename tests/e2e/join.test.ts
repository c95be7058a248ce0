import { beforeAll, expect, it } from "vitest";
import { keepScreenshot, newPerson } from "../helpers/browser.ts";
import { openStage } from "../helpers/stage.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

const PHONE = { width: 390, height: 844 };
const stage = openStage();
let host: Person;
let mia: Person;
let ben: Person;
let code = "";

beforeAll(async () => {
  [host, mia, ben] = await Promise.all([
    newPerson(stage.browser),
    newPerson(stage.browser, PHONE),
    newPerson(stage.browser, PHONE),
  ]);
});

/** As a pupil does it who reads the projector. */
async function joinByCode({ page }: Person, typed: string, name: string): Promise<void> {
  await page.goto(`${stage.url}/join`);
  // Filled once the suggestion is there, which is written after the page is.
  await expect.poll(() => page.getByTestId("join-name").inputValue()).not.toBe("");
  await page.getByTestId("join-code").fill(typed);
  await page.getByTestId("join-name").fill(name);
  await page.getByTestId("join-submit").click();
}

/** What the form says is wrong; Next's announcer of pages is an alert too, outside of it. */
const faultOf = ({ page }: Person) => page.locator("form").getByRole("alert").textContent();

it("[JN13] the host's Join screen has an address, a code and a QR; a phone joins by the code and appears by name", async () => {
  const { page } = host;
  await page.goto(stage.url);
  await page.getByTestId("model-digits-3d").click();
  await page.getByTestId("room-name").fill("Period 3: digits");
  await page.getByTestId("create-room").click();
  await page.waitForURL(/\/room\/[a-z0-9]{12}$/);
  await page.getByTestId("own-tile").waitFor();
  await page.getByTestId("share").click();
  await page.getByTestId("open-join-screen").click();
  code = (await page.getByTestId("join-code-shown").textContent()) ?? "";
  expect(code).toMatch(/^[BCDFGHJKMPQRTWXZ]{4} [BCDFGHJKMPQRTWXZ]{4}$/);
  // Without the protocol; the page itself is on localhost, which leads nowhere on another computer.
  const told = (await (await fetch(`${stage.url}/api/addresses`)).json()) as {
    addresses: string[];
  };
  const reached = new URL(told.addresses[0] ?? stage.url).host;
  await expect.poll(() => page.getByTestId("join-address").textContent()).toBe(`${reached}/join`);
  await page.getByTestId("join-qr").waitFor();

  await joinByCode(mia, code.toLowerCase().replace(" ", "-"), "Mia");
  await mia.page.waitForURL(/\/room\/[a-z0-9]{12}$/);
  await mia.page.getByTestId("own-tile").waitFor();
  await expect.poll(() => page.getByTestId("arrived-count").textContent()).toContain("1");
  await page.getByText("Mia").first().waitFor();
  await keepScreenshot(page, "join-screen");
});

it("[JN14] a wrong code is refused with a sentence, and what is typed stays", async () => {
  await joinByCode(ben, "BCDF GHJK", "Ben");
  expect(await faultOf(ben)).toContain("leads nowhere");
  await ben.page.getByTestId("join-code").fill("BCD");
  await ben.page.getByTestId("join-submit").click();
  await expect.poll(() => faultOf(ben)).toContain("eight letters");
  expect(await ben.page.getByTestId("join-name").inputValue()).toBe("Ben");
});

it("[JN15] behind a locked door a newcomer waits alone and is told so, until the host lets them in", async () => {
  const { page } = host;
  await page.getByTestId("close-join-screen").click();
  await page.getByTestId("share").click();
  await page.getByTestId("lock-door").check();
  await joinByCode(ben, code, "Ben");
  await ben.page.getByTestId("notice-waiting").waitFor();
  await page.getByTestId("waiting").waitFor();
  expect(await page.getByTestId("waiting").textContent()).toContain("Ben");
  await keepScreenshot(ben.page, "waiting-phone");
  await keepScreenshot(page, "share-host");
  await page.getByTestId("admit").click();
  await ben.page.getByTestId("notice-waiting").waitFor({ state: "detached" });
  await expect.poll(() => ben.page.getByTestId("people-count").textContent()).toContain("3");
});

it("[JN16] whoever may only look is told so, and a removed person hears why", async () => {
  const { page } = host;
  await page.getByTestId("link-view").check();
  await ben.page.getByTestId("notice-look").waitFor();
  await page.getByTestId("link-edit").check();
  await ben.page.getByTestId("notice-look").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.getByTestId("tab-people").click();
  const row = page.locator("li", { has: page.getByText("Ben", { exact: true }) });
  await row.locator('[data-testid^="remove-"]').click();
  await page.getByTestId("confirm-remove").click();
  await ben.page.getByRole("heading", { name: "The host has removed you" }).waitFor();
  await expect.poll(() => mia.page.getByTestId("people-count").textContent()).toContain("2");
});

it("[JN17] host links are hidden until asked for, and an ended code leads nowhere", async () => {
  const { page } = host;
  await page.getByTestId("share").click();
  await page.getByTestId("make-cohost").click();
  expect(await page.getByTestId("cohost-link").textContent()).not.toContain("key=");
  expect(await page.getByTestId("own-link").textContent()).not.toContain("key=");
  expect(page.url()).not.toContain("key=");
  await page.getByTestId("open-join-screen").click();
  expect(await page.getByTestId("join-code-shown").textContent()).toBe(code);
  await page.getByTestId("end-code").click();
  await page.getByTestId("new-code").waitFor();
  await joinByCode(ben, code, "Ben");
  expect(await faultOf(ben)).toContain("leads nowhere");
  expect(host.errors.filter((error) => !error.includes("404"))).toEqual([]);
});
