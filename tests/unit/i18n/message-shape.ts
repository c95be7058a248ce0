import compile from "icu-minify/compile";

/** Kinds of what stands in braces, as icu-minify numbers them. */
const SELECT = 1;
const PLURAL = 2;
const ORDINAL = 3;

export interface MessageShape {
  /** Names of the arguments and tags, sorted; those that choose between texts say so. */
  uses: string[];
  /** Arguments that must be numbers. */
  numbers: ReadonlySet<string>;
  /** The cases of each plural. */
  plurals: string[][];
}

/**
 * What a message asks of whoever says it.
 * @throws Error when it is no ICU message
 */
export function shapeOf(message: string): MessageShape {
  const shape = { uses: new Set<string>(), numbers: new Set<string>(), plurals: [] as string[][] };
  visitAll(compile(message), shape);
  return { ...shape, uses: [...shape.uses].sort() };
}

interface Found {
  uses: Set<string>;
  numbers: Set<string>;
  plurals: string[][];
}

function visitAll(nodes: unknown, found: Found): void {
  if (Array.isArray(nodes)) for (const node of nodes) if (Array.isArray(node)) visit(node, found);
}

/** `["name"]`, `["name", kind, options]`, or a tag: `["name", ...parts]`. */
function visit([name, kind, options, ...rest]: unknown[], found: Found): void {
  if (kind === undefined) found.uses.add(String(name));
  else if (typeof kind !== "number" || kind === 0) {
    found.uses.add(`<${name}>`);
    visitAll([kind, options, ...rest], found);
  } else {
    found.uses.add(kind === SELECT ? `${name} chooses` : String(name));
    if (kind !== SELECT) found.numbers.add(String(name));
    if (kind === PLURAL) found.plurals.push(Object.keys(options as object));
    if (kind <= ORDINAL)
      for (const option of Object.values(options as object)) visitAll(option, found);
  }
}

/** Values for everything that a message uses: `count` where it wants a number, else the argument's own name. */
export function valuesFor({ uses, numbers }: MessageShape, count: number) {
  return Object.fromEntries(
    uses.map((use) => {
      const name = use.replace(/[<>]| chooses$/g, "");
      if (use.startsWith("<")) return [name, (parts: unknown) => `[${parts}]`];
      return [name, numbers.has(name) ? count : name];
    }),
  );
}
