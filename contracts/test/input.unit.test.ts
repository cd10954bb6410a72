import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { routes } from './documents.ts';

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);

const ids = (count: number) => Array.from({ length: count }, (_, i) => String(i).padStart(22, 'A'));
const named = (count: number) => ids(count).map((name) => ({ name }));
const rated = (rating: unknown) => ({ ratings: { [ids(1)[0] ?? '']: { level: rating } } });
const draw = (change: object) => ({ playerIds: ids(4), teams: 2, ...change });
const registration = (change: object) => ({ email: 'ana@example.org', password: 'x', displayName: 'Ana', ...change });

describe('the contract refuses (400)', () => {
  it.each<[string, string, unknown]>([
    ['a rating of 5.3', 'putMyBallot', rated(5.3)],
    ['a rating of -1', 'putMyBallot', rated(-1)],
    ['a rating of 6', 'putMyBallot', rated(6)],
    ['a rating as text', 'putMyBallot', rated('3')],
    ['a ballot for something that is no id', 'putMyBallot', { ratings: { __proto: { level: 3 } } }],
    ['101 players in one request', 'addPlayers', { players: named(101) }],
    ['51 players in one request', 'addPlayers', { players: named(51) }],
    ['no players at all', 'addPlayers', { players: [] }],
    ['a blank name', 'addPlayers', { players: [{ name: '   ' }] }],
    ['a name with a control character', 'addPlayers', { players: [{ name: 'Leo\u0000' }] }],
    ['a guest of control characters', 'openGuestSession', { displayName: '\u0007' }],
    ['a title of two lines', 'planMatch', { title: 'a\r\nb' }],
    ['a draw of 101 players', 'createDraw', draw({ playerIds: ids(101) })],
    ['a draw of one player twice', 'createDraw', draw({ playerIds: [ids(1)[0], ids(1)[0]] })],
    ['a draw of one team', 'createDraw', draw({ teams: 1 })],
    ['a draw with a seed of one’s own', 'createDraw', draw({ seed: 'lucky' })],
    ['a draw with a rule nobody knows', 'createDraw', draw({ constraints: [{ kind: 'best', players: ids(2) }] })],
    [
      'nine criteria',
      'createSquad',
      { name: 'A', criteria: ids(9).map((_, i) => ({ id: `c${i}`, name: 'C', weight: 1 })) },
    ],
    ['an empty change', 'updateSquad', {}],
    ['an unknown property', 'createSquad', { name: 'A', ownerId: ids(1)[0] }],
    ['a password of 129 characters', 'registerAccount', registration({ password: 'x'.repeat(129) })],
    ['an e-mail of 255 characters', 'registerAccount', registration({ email: `${'a'.repeat(243)}@example.org` })],
    ['what is no e-mail', 'registerAccount', registration({ email: 'ana' })],
    ['a score below nought', 'recordResult', { scores: [-1, 2] }],
  ])('%s', (_, operationId, body) => {
    expect(bodyOf(operationId)(body)).toBe(false);
  });
});

describe('the contract leaves to the domain (422)', () => {
  it.each<[string, string, unknown]>([
    ['a short password', 'registerAccount', registration({ password: 'short' })],
    ['a short new password', 'changePassword', { currentPassword: 'x', newPassword: 'y' }],
    ['fewer players than teams', 'createDraw', draw({ playerIds: ids(1) })],
    [
      'rules that cannot all hold',
      'createDraw',
      draw({ constraints: ['together', 'apart'].map((kind) => ({ kind, players: ids(2) })) }),
    ],
    ['a rating for anybody', 'putMyBallot', rated(3.5)],
    ['any number of scores', 'recordResult', { scores: [1, 2, 3] }],
  ])('%s', (_, operationId, body) => {
    expect(bodyOf(operationId)(body)).toBe(true);
  });
});

function bodyOf(operationId: string): ValidateFunction {
  const route = routes.find(({ operation }) => operation.operationId === operationId);
  const media = route?.operation.requestBody?.content['application/json'];
  if (!media) throw new Error(`${operationId} takes no JSON`);
  return ajv.compile(media.schema);
}
