import type { Step } from '#lib/components/StepForm.svelte';
import { m } from '#lib/paraglide/messages.js';

/** How many characters the contract lets each have. */
export const limits = { displayName: 60, email: 254, password: 128 };

/** The questions of signing in. */
export const signInSteps = (): Step[] => [
  email('username'),
  {
    name: 'password',
    label: m.field_password(),
    type: 'password',
    maxlength: limits.password,
    autocomplete: 'current-password',
    check: (value) => (value === '' ? m.error_password_empty() : undefined),
  },
];

/** The questions of registering. */
export const signUpSteps = (): Step[] => [
  {
    name: 'displayName',
    label: m.field_name(),
    type: 'text',
    maxlength: limits.displayName,
    autocomplete: 'nickname',
    check: checkName,
  },
  email('email'),
  newPassword(m.field_password()),
];

/** Where to send a reset link. */
export const forgotSteps = (): Step[] => [email('username')];

/** The one question behind a reset link. */
export const resetSteps = (): Step[] => [newPassword(m.field_new_password())];

/** The questions of changing a password. */
export const changePasswordSteps = (): Step[] => [
  {
    name: 'current',
    label: m.field_current_password(),
    type: 'password',
    maxlength: limits.password,
    autocomplete: 'current-password',
    check: (value) => (value === '' ? m.error_password_empty() : undefined),
  },
  newPassword(m.field_new_password()),
];

const email = (autocomplete: 'username' | 'email'): Step => ({
  name: 'email',
  label: m.field_email(),
  type: 'email',
  maxlength: limits.email,
  autocomplete,
  check: checkEmail,
});

const newPassword = (label: string): Step => ({
  name: 'password',
  label,
  type: 'password',
  maxlength: limits.password,
  autocomplete: 'new-password',
  hint: m.field_password_hint(),
  check: (value) => (value.length < 8 ? m.error_password_short() : undefined),
});

/** What is wrong with an e-mail address, in words; whether it exists, nobody knows yet. */
export const checkEmail = (value: string) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? undefined : m.error_email());
/** What is wrong with a name, in words. */
export const checkName = (value: string) => (value.trim() === '' ? m.error_name_empty() : undefined);
