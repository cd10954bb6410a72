/** A commit's status, as GitHub's API has it. */
export interface Status {
  context: string;
  state: string;
  description: string | null;
}

/** What the pipeline of PRE says of the whole, and of each image: `PRE / users` with the digest as its description. */
const WHOLE = 'PRE';

/** The digests that PRE validated at a commit, by image. Throws unless the newest word of PRE on that commit is good. */
export function validatedDigests(newestFirst: Status[]): Map<string, string> {
  const newest = new Map<string, Status>();
  for (const status of newestFirst) if (!newest.has(status.context)) newest.set(status.context, status);
  if (newest.get(WHOLE)?.state !== 'success') throw new Error('PRE has not validated this commit');
  return new Map(
    [...newest.values()].flatMap(({ context, state, description }): [string, string][] => {
      const image = context.startsWith(`${WHOLE} / `) ? context.slice(WHOLE.length + 3) : undefined;
      const digest = /^sha256:[0-9a-f]{64}$/.exec(description ?? '')?.[0];
      return image !== undefined && digest !== undefined && state === 'success' ? [[image, digest]] : [];
    }),
  );
}
