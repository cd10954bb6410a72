/** Words of PromQL that are no metric and are not followed by a bracket. */
const KEYWORDS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'ignoring', 'on', 'group_left', 'group_right']);

/** The metrics that a PromQL expression reads: its words, but for labels, texts, ranges, functions and keywords. */
export function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, '');
  const words = bare.match(/(?<![\w.])[a-zA-Z_:][\w:]*\b(?!\s*\()/g) ?? [];
  return [...new Set(words.filter((word) => !KEYWORDS.has(word)))];
}
