// @vitest-environment happy-dom
import contract from '@besteam/contracts/users.openapi.json' with { type: 'json' };
import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import StepForm from '#lib/components/StepForm.svelte';
import { limits, signUpSteps } from './steps.ts';

const registration = contract.paths['/accounts'].post.requestBody.content['application/json'].schema.properties;

it.each(['displayName', 'email', 'password'] as const)('lets nobody write more than the contract takes: %s', (part) => {
  const steps = signUpSteps();
  const at = steps.findIndex(({ name }) => name === part);
  render(StepForm, { id: 'sign-up', steps, values: {}, at, busy: false, submit: () => undefined });
  const field = screen.getByLabelText(steps[at]?.label ?? '') as HTMLInputElement;
  expect(field.maxLength).toBe(registration[part].maxLength);
  expect(limits[part]).toBe(registration[part].maxLength);
});
