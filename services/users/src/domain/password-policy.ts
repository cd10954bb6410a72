import { type Refusal, refuse } from './refusal.ts';

/** Passwords have 8–128 characters (the contract holds the upper bound), and no rules of composition: NIST SP 800-63B. */
const FEWEST_CHARACTERS = 8;
/** Shorter parts of an address or a name turn up in good passwords by chance. */
const TELLING_CHARACTERS = 4;

export interface Owner {
  email: string;
  displayName: string;
}

/** Refuses a password that a guesser would try early: too short, among the most common, or made of its owner's data. */
export function judgePassword(
  password: string,
  owner: Owner,
  isCommon: (lowerCasePassword: string) => boolean,
): Refusal | undefined {
  const folded = password.normalize('NFKC').toLowerCase();
  if ([...folded].length < FEWEST_CHARACTERS) return weak(`is shorter than ${FEWEST_CHARACTERS} characters`);
  if (isCommon(folded)) return weak('is one of the most common passwords');
  if (tellingParts(owner).some((part) => folded.includes(part))) return weak('contains your e-mail address or name');
  return undefined;
}

function tellingParts({ email, displayName }: Owner): string[] {
  const [mailbox = ''] = email.split('@');
  return [mailbox, displayName]
    .map((part) => part.normalize('NFKC').toLowerCase().trim())
    .filter((part) => [...part].length >= TELLING_CHARACTERS);
}

function weak(message: string): Refusal {
  return refuse('weak-password', {
    detail: `The password ${message}.`,
    errors: [{ path: 'body/password', message }],
  });
}
