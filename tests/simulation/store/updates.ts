import { type Bindings, type Item, nameOf, operand, remembered, type Words, wordsOf } from './expressions.ts';

type Change = (before: Item, after: Item, bindings: Bindings) => void;

/** DynamoDB's update expressions, as far as the services use them: SET, REMOVE, and ADD to a set. */
const update = remembered((text): Change[] => {
  const words = wordsOf(text);
  const changes: Change[] = [];
  while (words.peek() !== undefined) {
    const clause = CLAUSES[words.take()];
    if (!clause) throw new Error(`cannot read the update ${text}`);
    changes.push(clause(words));
    while (words.peek() === ',') {
      words.take();
      changes.push(clause(words));
    }
  }
  return changes;
});

/** The item after the update; every right side is read from the item before it. */
export function updated(before: Item, expression: string, bindings: Bindings): Item {
  const after = { ...before };
  for (const change of update(expression)) change(before, after, bindings);
  return after;
}

const CLAUSES: Record<string, (words: Words) => Change> = {
  SET(words) {
    const target = words.take();
    words.take('=');
    const value = rightSide(words);
    return (before, after, bindings) => {
      after[nameOf(target, bindings)] = value(before, bindings);
    };
  },
  REMOVE(words) {
    const target = words.take();
    return (_, after, bindings) => {
      delete after[nameOf(target, bindings)];
    };
  },
  ADD(words) {
    const target = words.take();
    const value = operand(words.take());
    return (before, after, bindings) => {
      const [old, added] = [before[nameOf(target, bindings)] ?? new Set(), value(before, bindings)];
      if (!(old instanceof Set && added instanceof Set)) throw new Error('only sets can be added to here');
      after[nameOf(target, bindings)] = new Set([...old, ...added]);
    };
  },
};

function rightSide(words: Words) {
  const first = words.take();
  if (words.peek() !== '(') return operand(first);
  if (first !== 'if_not_exists') throw new Error(`no such function in an update: ${first}`);
  words.take('(');
  const path = operand(words.take());
  words.take(',');
  const otherwise = operand(words.take());
  words.take(')');
  return (item: Item, bindings: Bindings) => path(item, bindings) ?? otherwise(item, bindings);
}
