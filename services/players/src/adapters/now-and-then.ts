import type { Logger } from '@besteam/service-kit';

/** Does the work every `everyMs`, one at a time; what fails is logged and tried again the next time. */
export function nowAndThen(everyMs: number, logger: Logger, work: () => Promise<void>): { stop(): Promise<void> } {
  let atWork: Promise<void> | undefined;
  const timer = setInterval(() => {
    atWork ??= work()
      .catch((error: unknown) => logger.warn({ err: error }, 'will be tried again'))
      .finally(() => {
        atWork = undefined;
      });
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await atWork;
    },
  };
}
