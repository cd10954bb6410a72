import { describe } from 'vitest';
import { describeDelivery } from './delivery.ts';
import { describeFailures } from './failures.ts';
import { describeOrder } from './order.ts';
import { describePauses } from './pauses.ts';
import { type BusTwin, busScene } from './scene.ts';

/** The promises of `EventBus`, to be kept by every implementation. */
export function describeEventBus(name: string, twin: BusTwin): void {
  describe(name, () => {
    const scene = busScene(twin);
    describeDelivery(scene);
    describeOrder(scene);
    describeFailures(scene);
    describePauses(scene);
  });
}
