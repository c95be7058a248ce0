import { afterEach, expect, test } from "vitest";
import { chooseLocale } from "../../../app/_i18n/locale.ts";
import { fixed } from "../../../app/_i18n/number.ts";
import { faultText, shownLocale, showTexts, text } from "../../../app/_i18n/text.ts";
import type { ErrorCode } from "../../../server/protocol/errors.ts";
import { readAllTexts } from "../../helpers/texts.ts";

test.each([
  ["ru", "en", "ru"],
  [undefined, "ru-RU,ru;q=0.9,en;q=0.8", "ru"],
  [undefined, "de-DE, en;q=0.3, ru;q=0.5", "ru"],
  [undefined, "ru;q=0, en;q=0.1", "en"],
  [undefined, "fr, de", "en"],
  [undefined, null, "en"],
  ["fr", "ru", "ru"],
  ["__proto__", "EN-gb;q=broken, RU;q=0.2", "ru"],
])("[IN6] cookie %j and browser %j give %s", (cookie, accepted, expected) => {
  expect(chooseLocale(cookie, accepted)).toBe(expected);
});

test("[IN6] a header that never ends is not read to its end", () => {
  expect(chooseLocale(undefined, `${"x,".repeat(100_000)}ru`)).toBe("en");
});

afterEach(() => showTexts("en", {}));

test("[IN7] the language shown says faults and numbers", async () => {
  const fault = { code: "room_full" as const, message: "This room is full." };
  expect([faultText(fault), fixed(1234.5, 2)]).toEqual(["This room is full.", "1,234.50"]);
  showTexts("ru", await readAllTexts("ru"));
  expect(shownLocale()).toBe("ru");
  expect(faultText(fault)).toBe("В этой комнате больше нет мест.");
  expect(faultText({ code: "of_tomorrow" as ErrorCode, message: "Not known yet." })).toBe(
    "Not known yet.",
  );
  expect(fixed(0.5, 1)).toBe("0,5");
  expect(text("lobby.rooms.people", { count: 22 })).toBe("сейчас 22 человека");
});
