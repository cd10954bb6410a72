export type Item = Record<string, unknown>;
export interface Bindings {
  names?: Record<string, string> | undefined;
  values?: Record<string, unknown> | undefined;
}
type Read = (item: Item, bindings: Bindings) => unknown;
export type Condition = (item: Item, bindings: Bindings) => boolean;

/**
 * DynamoDB's condition expressions, as far as the services use them; anything else is refused loudly, so that the
 * simulated store never answers a question that it did not understand.
 */
export const condition = remembered((text): Condition => {
  const words = wordsOf(text);
  const parsed = disjunction(words);
  if (words.peek() !== undefined) throw new Error(`cannot read the condition ${text}`);
  return parsed;
});

export interface Words {
  peek(): string | undefined;
  take(expected?: string): string;
}

export function wordsOf(text: string): Words {
  const words = text.match(/[#:]?[A-Za-z_][\w.#]*|<=|>=|<>|[=<>(),]|\S/g) ?? [];
  let at = 0;
  return {
    peek: () => words[at],
    take(expected) {
      const word = words[at] ?? '';
      if (expected !== undefined && word !== expected)
        throw new Error(`expected ${expected} before ${word} in ${text}`);
      at += 1;
      return word;
    },
  };
}

function disjunction(words: Words): Condition {
  const parts = [conjunction(words)];
  while (words.peek() === 'OR') {
    words.take();
    parts.push(conjunction(words));
  }
  return (item, bindings) => parts.some((part) => part(item, bindings));
}

function conjunction(words: Words): Condition {
  const parts = [negation(words)];
  while (words.peek() === 'AND') {
    words.take();
    parts.push(negation(words));
  }
  return (item, bindings) => parts.every((part) => part(item, bindings));
}

function negation(words: Words): Condition {
  if (words.peek() === 'NOT') {
    words.take();
    const negated = negation(words);
    return (item, bindings) => !negated(item, bindings);
  }
  if (words.peek() === '(') {
    words.take();
    const inner = disjunction(words);
    words.take(')');
    return inner;
  }
  return predicate(words);
}

function predicate(words: Words): Condition {
  const first = words.take();
  if (words.peek() === '(') return functionCall(first, words);
  const [left, operator, right] = [operand(first), words.take(), operand(words.take())];
  const compare = COMPARISONS[operator];
  if (!compare) throw new Error(`no such comparison: ${operator}`);
  return (item, bindings) => compare(left(item, bindings), right(item, bindings));
}

function functionCall(name: string, words: Words): Condition {
  words.take('(');
  const path = operand(words.take());
  if (name === 'attribute_exists' || name === 'attribute_not_exists') {
    words.take(')');
    return (item, bindings) => (path(item, bindings) !== undefined) === (name === 'attribute_exists');
  }
  if (name !== 'begins_with') throw new Error(`no such function: ${name}`);
  words.take(',');
  const prefix = operand(words.take());
  words.take(')');
  return (item, bindings) => String(path(item, bindings) ?? '').startsWith(String(prefix(item, bindings)));
}

/** Values of different kinds, and absent ones, compare to nothing. */
const alike = (a: unknown, b: unknown) => a !== undefined && typeof a === typeof b;
const COMPARISONS: Record<string, (a: unknown, b: unknown) => boolean> = {
  '=': (a, b) => alike(a, b) && a === b,
  '<': (a, b) => alike(a, b) && Number(order(a, b)) < 0,
  '<=': (a, b) => alike(a, b) && Number(order(a, b)) <= 0,
  '>': (a, b) => alike(a, b) && Number(order(a, b)) > 0,
  '>=': (a, b) => alike(a, b) && Number(order(a, b)) >= 0,
};

/** Numbers by size, texts by their bytes (all keys are ASCII). */
export function order(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

export function operand(word: string): Read {
  if (word.startsWith(':')) {
    return (_, { values }) => {
      if (values?.[word] === undefined) throw new Error(`no value ${word}`);
      return values[word];
    };
  }
  const path = word.split('.');
  return (item, bindings) =>
    path.reduce<unknown>((found, step) => (found as Item | undefined)?.[nameOf(step, bindings)], item);
}

export function nameOf(word: string, { names }: Bindings): string {
  if (!word.startsWith('#')) return word;
  const name = names?.[word];
  if (name === undefined) throw new Error(`no name ${word}`);
  return name;
}

export function remembered<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const parsed = parse(text);
    known.set(text, parsed);
    return parsed;
  };
}
