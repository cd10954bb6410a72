/** One small change of one file, as Stryker makes them. */
export interface Mutant {
  /** Within the package. */
  readonly file: string;
  /** Tells the file as it was from what it becomes. */
  readonly version: string;
  readonly line: number;
  readonly mutator: string;
  /** What is replaced: from one offset in the file up to another. */
  readonly from: number;
  readonly to: number;
  readonly replacement: string;
}

/** The text of its file with the change made. */
export function changed(content: string, { mutator, from, to, replacement }: Mutant): string {
  const original = content.slice(from, to);
  const statement = mutator === 'BlockStatement' || /^(case\b|default:)/.test(original);
  // An expression must stay one operand of whatever it is part of.
  return content.slice(0, from) + (statement ? replacement : `(${replacement})`) + content.slice(to);
}
