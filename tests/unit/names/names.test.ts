import { expect, it } from "vitest";
import { createNames } from "../../../server/names/names.ts";
import { profileSchema } from "../../../server/protocol/schema.ts";

const names = createNames(() => 0.35);

const INNOCENT = {
  english:
    "Scunthorpe, Dickens, Hancock, Cockburn, Hitchcock, Babcock, Cassandra, Nasser, Assam, Sussex, Essex, Penistone, Titus, Matsushita, Annaliese, Fuchs, Fukuda, Phuc, Huy Nguyen, Hui, Suki, Wang, Semen, Randy, Cummings, Peacock, Bassett, Niger, Therapist, Slutsky, Shitov, Sukarno, Ebenezer, Deborah, Pisa, Pedro, Class 5a, Night Shift, Mass Effect",
  russian:
    "Александра, хлебушек, рубля, застрахуй, Команда А, мандарин, мандат, Мандельштам, мудрец, Мудрый Ёж, педикюр, педиатр, Херсон, Херувим, Себастьян, Себе на уме, учебник, Победа, потребитель, небеса, психуй, страховка, Сукачёв, сукно, сучок, Художник, хуже, Хуан, ребёнок, барсук, трахея, гондола, посрамить, просрочка, Израиль, страна, бляха, оскорблять, Гуляйполе, Менделеев, Перов, Ссылка, Массаж, Хрен, Сергей, Семён, Фёдор, Анастасия, Любопытный Бобёр, Голубь, Петухов, Быков, Скипидар, Говорун, Уборка, Объедок, Усачёв, Ким Чен, Трахтенберг",
  others: "سارا, نیلوفر, می‌خواهم, 李雷, 민준, Zoë, Łukasz, 🦊, 👩‍👩‍👧 Family, ❤️, O’Neill, 4 B",
};

const RUDE = {
  english:
    "fuck, FUCK, f u c k, f.u.c.k, fuuuuck, fck, fuсk, ｆｕｃｋ, sh1t, $hit, a$$hole, bitch, b1tch, cunt, d1ck, pussy, n1gger, whore, penis, p3n1s, porn, big_ass, sex, Adolf Hitler",
  russian:
    "хуй, ХУЙ, х у й, х.у.й, xуй, хуууй, нахуй, похуй, хуёвый, хуило, хуйня, охуел, пизда, пиzда, распиздяй, пиздец, блядь, бля, блять, ебать, ёбаный, ебло, ебанутый, заебал, долбоёб, уебок, выебать, съебись, мудак, мудила, мудозвон, гандон, гондон, говно, Иван Говно, дерьмо, жопа, жопы, жополиз, залупа, манда, мандавошка, срать, насрал, засранец, сиськи, сука, сучка, шалава, шлюха, ублюдок, пидор, пидорас, педик, дрочер, трахать, хер, секс",
  latin:
    "pizda, blyad, blyat, xuy, huilo, nahuy, mudak, cyka blyat, suka, pidor, gandon, zalupa, yebat, dolboeb",
};

it.each(Object.entries(INNOCENT))("[JN7] innocent names are kept: %s", (_, list) => {
  expect(list.split(", ").filter(names.isRude)).toEqual([]);
});

it.each(Object.entries(RUDE))("[JN7] rude names are known: %s", (_, list) => {
  expect(list.split(", ").filter((name) => !names.isRude(name))).toEqual([]);
});

it("[JN7] the longest name is judged in less than 20 ms", () => {
  const longest = "👩‍👩‍👧‍👦а".repeat(40);
  names.isRude(longest);
  const started = performance.now();
  for (let i = 0; i < 10; i++) names.isRude(longest);
  expect((performance.now() - started) / 10).toBeLessThan(20);
});

it("[JN8] a rude name becomes a friendly one, in its own script, and every suggestion may be used", () => {
  expect(names.given("fuck", [])).toBe("Swift Finch");
  expect(names.given("жопа", [])).toBe("Быстрый Зяблик");
  for (let i = 0; i < 100; i++) {
    const { given, isRude } = createNames(() => i / 100);
    for (const rude of ["fuck", "жопа"]) {
      expect(isRude(given(rude, []))).toBe(false);
      expect(profileSchema.safeParse({ name: given(rude, []), color: "#4477aa" }).success).toBe(
        true,
      );
    }
  }
});

it.each([
  ["Anna Petrovna", "anna petrovna"],
  ["Anna Petrovna", "AnnaPetrovna"],
  ["Anna Petrovna", "Anna  Petrovna."],
  ["Anna Petrovna", "Аnnа Реtrоvnа"],
  ["Anna Petrovna", "Ánna Petrovna"],
  ["Anna Petrovna", "Anna\u200d Petrovna"],
  ["Анна", "Aннa"],
  ["Сергей", "CЕРГЕЙ"],
  ["Illya", "lllya"],
  ["Warner", "Wamer"],
  ["🦊", "🦊"],
])("[JN9] the host is %s, so %s gets a number", (host, imitation) => {
  const given = names.given(imitation, ["Somebody", host]);
  expect(given).not.toBe(imitation);
  expect(given).toMatch(/ 2$/);
  expect(names.alike(given, host)).toBe(false);
});

it.each([
  ["Anna", "Hanna"],
  ["Anna", "Anna K."],
  ["Мария", "Марина"],
  ["🦊", "🐻"],
  ["Ли", "Лия"],
])("[JN9] the host is %s, and %s stays", (host, other) => {
  expect(names.given(other, [host])).toBe(other);
});

it("[JN9] the next free number is taken, and a name of forty characters is shortened for it", () => {
  expect(names.given("Anna", ["Anna", "Anna 2"])).toBe("Anna 3");
  const long = "Ж".repeat(40);
  expect(names.given(long, [long])).toBe(`${"Ж".repeat(36)} 2`);
});
