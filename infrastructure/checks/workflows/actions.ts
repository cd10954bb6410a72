import type { Check, Finding } from '../check.ts';
import known from './actions.json' with { type: 'json' };
import { ownActions, type SourceFile, workflows } from './files.ts';
import { uses } from './steps.ts';

const actions: Record<string, { sha: string; version: string; inputs: string[] }> = known;

/**
 * Actions of others are those of `actions.json`, by that commit and with its version beside it, and get inputs that they
 * have. A tag can be moved to other code; a linter cannot know the inputs of a commit.
 */
export const workflowActions: Check = {
  name: 'workflow actions',
  async run(root) {
    const files = [...(await workflows(root)), ...(await ownActions(root))];
    return files.flatMap((file) => [...strangers(file), ...comments(file)]);
  },
};

function strangers(file: SourceFile): Finding[] {
  return uses(file).flatMap(({ used, inputs }) => {
    if (used.startsWith('./')) return [];
    const [name = '', commit = ''] = used.split('@');
    const action = actions[name];
    if (action === undefined) return [{ file: file.file, message: `${name} is not among the known actions` }];
    const unknown = Object.keys(inputs).filter((input) => !action.inputs.includes(input));
    return [
      ...(commit === action.sha ? [] : [`${name} is not pinned to ${action.sha} (${action.version})`]),
      ...unknown.map((input) => `${name} has no input ${input}`),
    ].map((message) => ({ file: file.file, message }));
  });
}

/** YAML has no comments once it is read, so these are looked for in the text. */
function comments({ file, text }: SourceFile): Finding[] {
  return [...text.matchAll(/uses: ([\w./-]+)@[0-9a-f]{40}(.*)/g)].flatMap(([, name = '', comment = '']) => {
    const version = actions[name]?.version;
    return version === undefined || comment.trim() === `# ${version}`
      ? []
      : [{ file, message: `${name}: the comment is not "# ${version}"` }];
  });
}
