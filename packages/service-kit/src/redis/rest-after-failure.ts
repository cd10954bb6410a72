import type { FastifyBaseLogger as Logger } from 'fastify';

/** So long nobody waits for a Redis that has just failed: callers should not wait for it one by one. */
const REST_MS = 1000;

/** How to use a Redis that one can do without. Nothing here rejects. */
export interface Rest {
  /** What Redis answers; `undefined` where it does not. After a failure nobody asks for a second, and then one for all. */
  asked<T>(question: () => Promise<T>): Promise<T | undefined>;
  /** Says what Redis must hear, rested or not. Resolves when it has, at once while nobody waits for it. */
  told(news: () => Promise<unknown>): Promise<void>;
}

/** Says in the log when Redis begins not to answer. */
export function restAfterFailure(logger?: Logger): Rest {
  /** In milliseconds since 1970; 0 while Redis answers. */
  let until = 0;

  const tried = async <T>(command: () => Promise<T>): Promise<T | undefined> => {
    try {
      const answer = await command();
      until = 0;
      return answer;
    } catch (error) {
      if (until === 0) logger?.warn({ err: error }, 'Redis does not answer: slower, but right');
      until = Date.now() + REST_MS;
      return undefined;
    }
  };

  return {
    async asked(question) {
      if (Date.now() < until) return undefined;
      if (until > 0) until = Date.now() + REST_MS;
      return tried(question);
    },
    async told(news) {
      const isResting = Date.now() < until;
      const heard = tried(news);
      if (!isResting) await heard;
    },
  };
}
