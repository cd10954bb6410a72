import type { Tour } from './camera.ts';

/** What somebody sees who is nobody yet. */
export const strangerTour: Tour = async ({ page, says, shoot }) => {
  await page.goto('/');
  await shoot('landing');
  await page.goto('/privacy');
  await shoot('privacy');
  await page.goto('/sign-up');
  await page.getByLabel(says('field_name')).fill('Ana');
  await page.getByRole('button', { name: says('continue_') }).click();
  await shoot('sign-up');
  await page.goto('/sign-in');
  await shoot('sign-in');
  await page.getByRole('link', { name: says('forgot_link') }).click();
  await shoot('forgot');
  await page.goto('/reset#a-token-out-of-a-mail');
  await shoot('reset');
  await page.goto('/recover#a-token-from-the-other-phone');
  await shoot('recover');
  await page.goto('/join');
  await shoot('join');
  await page.goto('/no/such/place');
  await shoot('not-found');
};
