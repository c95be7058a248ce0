/** Russian adjectives and animals are all masculine, so that any two agree. */
const LISTS = {
  en: {
    adjectives: "Curious Quiet Bright Swift Gentle Bold Merry Clever Calm Nimble".split(" "),
    animals: "Otter Heron Lynx Finch Badger Gecko Marten Plover Tapir Wombat".split(" "),
  },
  ru: {
    adjectives: "Любопытный Тихий Ясный Быстрый Добрый Смелый Весёлый Умный Спокойный Ловкий".split(
      " ",
    ),
    animals: "Бобёр Журавль Барсук Зяблик Енот Филин Тапир Вомбат Хорёк Кулик".split(" "),
  },
} as const;

/**
 * A name that suits anyone: "Curious Otter".
 * @param random 0..1
 */
export function friendlyName(language: keyof typeof LISTS, random: () => number): string {
  const { adjectives, animals } = LISTS[language];
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)];
  return `${pick(adjectives)} ${pick(animals)}`;
}
