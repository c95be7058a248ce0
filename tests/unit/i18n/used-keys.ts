import ts from "typescript";
import { literalText, type SourceFile, walk } from "./sources.ts";

/**
 * Patterns of the keys that a file may use: every text in it below every prefix that it asks for. A key that is no literal
 * may be any below its prefix.
 */
export function usedKeys({ tree }: SourceFile): string[] {
  const prefixes = new Set<string>([""]);
  const texts = new Set<string>();
  const translators = new Map<string, string>();
  const open = new Set<string>();
  walk(tree, (node) => {
    const text = literalText(node);
    if (text) texts.add(text);
    if (!ts.isCallExpression(node)) return;
    if (node.expression.getText().startsWith("useTranslations")) {
      const prefix = (node.arguments[0] && literalText(node.arguments[0])) ?? "";
      prefixes.add(prefix);
      if (ts.isVariableDeclaration(node.parent))
        translators.set(node.parent.name.getText(), prefix);
      return;
    }
    const prefix = translators.get(node.expression.getText());
    if (prefix && node.arguments[0] && literalText(node.arguments[0]) === null) open.add(prefix);
  });
  const below = [...prefixes].flatMap((prefix) =>
    [...texts].map((text) => (prefix ? `${prefix}.${text}` : text)),
  );
  return [...below, ...[...open].map((prefix) => `${prefix}.*`)];
}
