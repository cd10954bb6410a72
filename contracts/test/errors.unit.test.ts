import { describe, expect, it } from 'vitest';
import { type Route, routes } from './documents.ts';

const named = routes.map((route): [string, Route] => [route.operation.operationId, route]);
const statuses = ({ operation }: Route) => Object.keys(operation.responses);
const parameterNames = ({ operation }: Route) => (operation.parameters ?? []).map(({ name }) => name);

describe.each(named)('%s', (_, route) => {
  const { operation } = route;

  it('answers something good', () => {
    expect(statuses(route).some((status) => status.startsWith('2'))).toBe(true);
  });

  it('documents too many requests, an outage and whatever else may fail', () => {
    expect(statuses(route)).toEqual(expect.arrayContaining(['429', '503', 'default']));
  });

  it('says when to come back after 429 and 503', () => {
    for (const status of ['429', '503']) {
      expect(Object.keys(operation.responses[status]?.headers ?? {})).toContain('Retry-After');
    }
  });

  it('fails with problem+json and nothing else', () => {
    const failures = Object.entries(operation.responses).filter(([status]) => /^([45]|default)/.test(status));
    for (const [, { content }] of failures) expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
  });

  it('documents the errors of what it takes', () => {
    const expected = [
      ...(operation.requestBody ? ['400', '413', '415'] : []),
      ...(operation.parameters ? ['400'] : []),
      ...(parameterNames(route).includes('If-Match') ? ['412'] : []),
      ...(route.path.includes('{') ? ['404'] : []),
      ...(takesBearer(route) ? ['401'] : []),
    ];
    expect(statuses(route)).toEqual(expect.arrayContaining(expected));
  });
});

it('documents 403 wherever a role is needed', () => {
  const missing = ['createSquad', 'updateSquad', 'deleteSquad', 'rotateJoinCode', 'addPlayers', 'updatePlayer']
    .concat(['removePlayer', 'exportSquad', 'releasePlayer', 'listMembers', 'removeMember', 'setMemberRole'])
    .concat(['answerClaimRequest', 'transferOwnership', 'updateMatch', 'deleteMatch', 'setAttendance', 'lockMatch'])
    .concat(['changePassword', 'refreshSession', 'closeSession', 'getSquad', 'claimPlayer', 'requestClaim'])
    .filter((id) => !documents403(id));
  expect(missing).toEqual([]);
});

it.each([
  ['registerAccount', '409', '422'],
  ['joinSquad', '409', '403'],
  ['claimPlayer', '409'],
  ['putMyBallot', '412', '422'],
  ['createDraw', '422'],
  ['drawMatch', '409', '422'],
  ['swapPlayers', '409', '422'],
  ['lockMatch', '409'],
  ['completePasswordReset', '404', '422'],
])('%s documents the refusals of the game: %s', (id, ...expected) => {
  const route = routes.find(({ operation }) => operation.operationId === id);
  expect(route && statuses(route)).toEqual(expect.arrayContaining(expected));
});

function takesBearer({ operation }: Route): boolean {
  return operation.security === undefined || operation.security.some((scheme) => 'bearerAuth' in scheme);
}

function documents403(id: string): boolean {
  return routes.some(({ operation }) => operation.operationId === id && '403' in operation.responses);
}
