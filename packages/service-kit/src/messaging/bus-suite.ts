import { describe } from 'vitest';
import { describeDelivery } from './bus-suite-delivery.ts';
import { describeFailures } from './bus-suite-failures.ts';
import { describeOrder } from './bus-suite-order.ts';
import { describePauses } from './bus-suite-pauses.ts';
import { type BusTwin, busScene } from './bus-suite-scene.ts';

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
