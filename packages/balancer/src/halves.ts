/** One independent choice: take the unit (adding `key` and `sum`) or leave it. */
export interface Unit {
  readonly key: number;
  /** ≥ 0 */
  readonly sum: number;
}

/** Sorted lists of subsets by key: each entry is the sum times a span, plus the bits of what was taken. */
export type Lists = ReadonlyMap<number, Float64Array<ArrayBuffer>>;

const NONE = new Float64Array();

/**
 * Lists every subset of the units up to a key, sorted, without sorting: a unit doubles each list by merging it with its shifted
 * self (Horowitz and Sahni, "Computing Partitions with Applications to the Knapsack Problem", JACM 1974). `bits` are below `span`.
 */
export function listHalf(units: readonly (Unit & { bit: number })[], span: number, most = Infinity): Lists {
  let lists = new Map([[0, new Float64Array(1)]]);
  for (const { key: own, sum, bit } of units) {
    const next = new Map<number, Float64Array<ArrayBuffer>>();
    for (const before of lists.keys()) {
      for (const key of [before, before + own]) {
        if (key <= most && !next.has(key)) {
          next.set(key, merge(lists.get(key), lists.get(key - own), sum * span + bit));
        }
      }
    }
    lists = next;
  }
  return lists;
}

/** The ascending union of `left` and `right + add`. */
function merge(left = NONE, right = NONE, add: number): Float64Array<ArrayBuffer> {
  if (right.length === 0) return left;
  const merged = new Float64Array(left.length + right.length);
  let i = 0;
  for (let j = 0; j < right.length; j++) {
    const entry = (right[j] ?? 0) + add;
    while (i < left.length && (left[i] ?? 0) < entry) merged[i + j] = left[i++] ?? 0;
    merged[i + j] = entry;
  }
  for (; i < left.length; i++) merged[i + right.length] = left[i] ?? 0;
  return merged;
}

/** For each entry of `first` (until `visit` says true), which entries of `second` make up a sum from `low` to `high` with it. */
export function scan(
  first: Float64Array,
  second: Float64Array,
  span: number,
  low: number,
  high: number,
  visit: (entry: number, below: number, within: number) => boolean,
): void {
  let [below, within] = [second.length, second.length];
  for (const entry of first) {
    const sum = Math.floor(entry / span);
    while (below > 0 && (second[below - 1] ?? 0) >= (low - sum) * span) below--;
    while (within > 0 && (second[within - 1] ?? 0) >= (high - sum + 1) * span) within--;
    if (within === 0 || visit(entry, below, within)) return;
  }
}
