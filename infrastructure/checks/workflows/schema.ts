import { type ValidationState, validateAction, validateWorkflow } from '@action-validator/core';
import type { Check } from '../check.ts';
import { ownActions, workflows } from './files.ts';

/** A second opinion on workflows, and the only one on actions: the published JSON Schemas. */
export const workflowSchema: Check = {
  name: 'workflow schema',
  async run(root) {
    const states = [
      ...(await workflows(root)).map(({ file, text }) => ({ file, state: validateWorkflow(text) })),
      ...(await ownActions(root)).map(({ file, text }) => ({ file, state: validateAction(text) })),
    ];
    return states.flatMap(({ file, state }) => messages(state).map((message) => ({ file, message })));
  },
};

function messages(state: Pick<ValidationState, 'errors'>): string[] {
  return state.errors.flatMap((error) => {
    const deeper = 'states' in error ? (error.states ?? []).flatMap(messages) : [];
    const where = 'path' in error ? `${error.path} ` : '';
    return deeper.length > 0 ? deeper : [`${where}${error.title}: ${error.detail ?? error.code}`];
  });
}
