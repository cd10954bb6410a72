interface Dated {
  time: number;
  order: number;
}

/** A binary heap: the earliest first, and of equals the one added first. */
export function earliestFirst<T extends Dated>() {
  const heap: T[] = [];
  const before = (a: T | undefined, b: T | undefined) =>
    a !== undefined && b !== undefined && (a.time < b.time || (a.time === b.time && a.order < b.order));
  const swap = (i: number, j: number) => {
    const [a, b] = [heap[i], heap[j]];
    if (a === undefined || b === undefined) return;
    heap[i] = b;
    heap[j] = a;
  };
  return {
    add(one: T): void {
      let i = heap.push(one) - 1;
      for (let up = (i - 1) >> 1; i > 0 && before(heap[i], heap[up]); up = (i - 1) >> 1) {
        swap(i, up);
        i = up;
      }
    },
    take(): T | undefined {
      const [first] = heap;
      const last = heap.pop();
      if (heap.length > 0 && last !== undefined) heap[0] = last;
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2];
        const down = before(heap[right], heap[left]) ? right : left;
        if (!before(heap[down], heap[i])) return first;
        swap(i, down);
        i = down;
      }
    },
  };
}
