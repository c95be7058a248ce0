import ts from "typescript";
import { literalText, type SourceFile, walk } from "./sources.ts";

/** Attributes and properties of components whose text a person sees or hears. */
const SPOKEN =
  /^(aria-(label|description|roledescription|valuetext)|title|placeholder|alt|label|hint|text|fault)$/;
/** Read alike in every language. */
const ALIKE = new Set(["4 σ", "*×", "*, p95 *"]);

const isAddress = (text: string) => /^\S*\/\S*$/.test(text);

const hasWords = (text: string) => /\p{L}/u.test(text) && !isAddress(text) && !ALIKE.has(text);

/** Words in the code that should be in a catalogue, each with its place. */
export function wordsLeft({ path, tree }: SourceFile): string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    for (const said of saidBy(node)) {
      const text = (ts.isJsxText(said) ? said.text : (literalText(said) ?? "")).trim();
      const { line } = tree.getLineAndCharacterOfPosition(said.getStart());
      if (hasWords(text)) found.push(`${path}:${line + 1} ${text}`);
    }
  });
  return found;
}

function saidBy(node: ts.Node): ts.Node[] {
  if (ts.isJsxText(node)) return [node];
  if (ts.isJsxAttribute(node))
    return SPOKEN.test(node.name.getText()) ? shownValues(node.initializer) : [];
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent))
    return shownValues(node.expression);
  if (ts.isCallExpression(node) && node.expression.getText() === "toast")
    return shownValues(node.arguments[0]);
  return [];
}

/** What an expression may become: both ends of a choice, but neither its condition nor what is handed to a function. */
function shownValues(node: ts.Node | undefined): ts.Node[] {
  if (!node) return [];
  if (ts.isJsxExpression(node)) return shownValues(node.expression);
  if (ts.isParenthesizedExpression(node)) return shownValues(node.expression);
  if (ts.isConditionalExpression(node))
    return [...shownValues(node.whenTrue), ...shownValues(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const { operatorToken, left, right } = node;
    if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return shownValues(right);
    return [...shownValues(left), ...shownValues(right)];
  }
  return literalText(node) === null ? [] : [node];
}
