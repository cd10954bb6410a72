import { startDeployment } from './deployments.ts';
import { expect, test } from './journey.ts';

test('a new version is offered, and one tap brings it', async ({ visitor, says, baseURL }) => {
  const deployment = await startDeployment(baseURL ?? '');
  try {
    const { page } = await visitor();
    await page.goto(`${deployment.origin}/join`);
    await expect.poll(() => page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true);
    const prompt = page.getByText(says('update_ready'));
    await expect(prompt).toHaveCount(0);

    await deployment.deploy('second');
    await page.reload();
    await expect(prompt).toBeVisible();
    // Nobody is interrupted: until the tap, it is the version that was there.
    const version = page.locator('meta[name=version]');
    await expect(version).toHaveCount(0);
    await page.getByRole('button', { name: says('update_action') }).click();
    await expect(version).toHaveAttribute('content', 'second');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(prompt).toHaveCount(0);
  } finally {
    await deployment.end();
  }
});
