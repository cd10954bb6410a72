/** One independent choice: take the unit (adding `key` and `sum`) or leave it. */
export interface Unit {
  readonly key: number;
  /** ≥ 0 */
  readonly sum: number;
}

/** All subsets of some units by key, each list ascending by `sum · span + subset bits`. */
export interface Half {
  readonly lists: ReadonlyMap<number, Float64Array<ArrayBuffer>>;
  /** 2^(number of units). */
  readonly span: number;
}

/**
 * Lists every subset of the units, sorted, without sorting: a unit doubles each list by merging it with its shifted self
 * (Horowitz and Sahni, "Computing Partitions with Applications to the Knapsack Problem", JACM 1974).
 */
export function listHalf(units: readonly Unit[]): Half {
  const span = 2 ** units.length;
  let lists = new Map<number, Float64Array<ArrayBuffer>>([[0, new Float64Array(1)]]);
  for (const [index, unit] of units.entries()) {
    const add = unit.sum * span + 2 ** index;
    const next = new Map<number, Float64Array<ArrayBuffer>>();
    for (const [key, list] of lists) {
      if (!next.has(key)) next.set(key, merge(list, lists.get(key - unit.key), add));
      const taken = key + unit.key;
      if (!next.has(taken)) next.set(taken, merge(lists.get(taken), list, add));
    }
    lists = next;
  }
  return { lists, span };
}

const NOTHING = new Float64Array(0);

/** The ascending union of `left` and `right + add`. */
function merge(left = NOTHING, right = NOTHING, add = 0): Float64Array<ArrayBuffer> {
  const [n, m] = [left.length, right.length];
  const merged = new Float64Array(n + m);
  let i = 0;
  let j = 0;
  let x = n > 0 ? (left[0] ?? 0) : Infinity;
  let y = m > 0 ? (right[0] ?? 0) + add : Infinity;
  for (let k = 0; k < n + m; k++) {
    if (x < y) {
      merged[k] = x;
      x = ++i < n ? (left[i] ?? 0) : Infinity;
    } else {
      merged[k] = y;
      y = ++j < m ? (right[j] ?? 0) + add : Infinity;
    }
  }
  return merged;
}
