import { type Refusal, refuse } from './refusal.ts';

/** Passwords have 8–128 characters (the contract holds the upper bound), and no rules of composition: NIST SP 800-63B. */
const FEWEST_CHARACTERS = 8;
/** Shorter parts of an address or a name turn up in good passwords by chance. */
const TELLING_CHARACTERS = 4;
/** What somebody tries who knows where the password is for. */
const OUR_WORDS = ['besteam'];

export interface Owner {
  email: string;
  displayName: string;
}

/**
 * Refuses a password that a guesser would try early: too short, among the most common, or made of its owner's data.
 * `field` is where the request carried it.
 */
export function judgePassword(
  password: string,
  owner: Owner,
  isCommon: (lowerCasePassword: string) => boolean,
  field: 'password' | 'newPassword' = 'password',
): Refusal | undefined {
  const folded = password.normalize('NFKC').toLowerCase();
  if ([...folded].length < FEWEST_CHARACTERS) return weak(field, `is shorter than ${FEWEST_CHARACTERS} characters`);
  if (isCommon(folded)) return weak(field, 'is one of the most common passwords');
  if (tellingParts(owner).some((part) => folded.includes(part)))
    return weak(field, 'contains your e-mail address or name');
  if (OUR_WORDS.some((word) => folded.replace(/[^\p{L}\p{N}]/gu, '').includes(word)))
    return weak(field, 'contains the name of this service');
  return undefined;
}

function tellingParts({ email, displayName }: Owner): string[] {
  const [mailbox = ''] = email.split('@');
  return [mailbox, displayName]
    .map((part) => part.normalize('NFKC').toLowerCase().trim())
    .filter((part) => [...part].length >= TELLING_CHARACTERS);
}

function weak(field: string, message: string): Refusal {
  return refuse('weak-password', {
    detail: `The password ${message}.`,
    errors: [{ path: `body/${field}`, message }],
  });
}
