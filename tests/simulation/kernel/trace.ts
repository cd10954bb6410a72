/** What happened, step by step, as one number: two runs of a seed are the same when these are. */
export interface Trace {
  add(...words: (string | number)[]): void;
  /** Told to a follower only: what helps to understand and is long. */
  note(detail: () => unknown): void;
  steps(): number;
  hash(): string;
  /** Also hands every line on. */
  follow(line: (text: string) => void): void;
}

/** FNV-1a, 32 bits, over every line. */
export function createTrace(): Trace {
  let hash = 0x811c9dc5;
  let steps = 0;
  let line: ((text: string) => void) | undefined;
  return {
    add(...words) {
      steps += 1;
      const text = words.join(' ');
      for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
      line?.(text);
    },
    note: (detail) => line?.(`    ${JSON.stringify(detail())}`),
    steps: () => steps,
    hash: () => (hash >>> 0).toString(16).padStart(8, '0'),
    follow(listener) {
      line = listener;
    },
  };
}
