import { describe, expect, it } from 'vitest';
import { drawnMatch, planned, squadOf } from '../../test/domain-builders.ts';
import { type DrawOrder, lineUp } from './line-up.ts';
import { lockedOrOpened } from './lock.ts';
import { planProblem, replanned } from './plan.ts';
import { type Refusal, refuse } from './refusal.ts';
import { replaceable } from './replacement.ts';
import { played } from './result.ts';
import { swapped } from './swap.ts';

const squad = squadOf(10);
const [owner, , , other] = squad.members;
if (!owner || !other) throw new Error('the squad has ten members');
const match = drawnMatch(squadOf(9));
const [[a = ''] = [], [b = '', c = ''] = []] = match.draw?.teams ?? [];
const over = { ...match, status: 'played' as const };
const locked = { ...match, locked: true };
const order = (change: DrawOrder) => lineUp(squad, planned(), { playerIds: ['p1', 'p2', 'p3'], ...change });
const result = { scores: [1], recordedBy: 'a0', recordedAt: '' };

const noTeams = refuse('not-drawn', 'There are no teams yet.');
const playedAlready = refuse('already-played', 'This match has been played.');
const fixed = refuse('locked', 'The teams of this match are locked.');
const misplaced = (path: string, message: string) =>
  refuse('unknown-player', 'A rule names who or what is not in this draw.', [{ path, message }]);
const stranger = (field: string) =>
  refuse('impossible-swap', 'Only those who play can be swapped.', [
    { path: `body/${field}`, message: 'does not play' },
  ]);
const nobody = (path: string, message: string) =>
  refuse(
    'impossible-replacement',
    path === 'body/out' ? 'Only who plays can drop out.' : 'Somebody else must come in.',
    [{ path, message }],
  );

describe('what a member is told who asks for the impossible', () => {
  it.each<[string, object | undefined, Refusal]>([
    ['swap before the draw', swapped(planned(), a, b), noTeams],
    ['swap after the match', swapped(over, a, b), playedAlready],
    ['swap in locked teams', swapped(locked, a, b), fixed],
    ['swap with a stranger', swapped(match, a, 'x'), stranger('b')],
    ['swap of a stranger', swapped(match, 'x', b), stranger('a')],
    [
      'swap within a team',
      swapped(match, b, c),
      refuse('impossible-swap', 'These two are in the same team.', [
        { path: 'body/b', message: 'is in the same team' },
      ]),
    ],
    ['replacement before the draw', replaceable(squad, planned(), { out: a }), noTeams],
    ['replacement in locked teams', replaceable(squad, locked, { out: a }), fixed],
    ['replacement of who does not play', replaceable(squad, match, { out: 'p9' }), nobody('body/out', 'does not play')],
    [
      'replacement by a player and somebody for this match at once',
      replaceable(squad, match, { out: a, in: 'p9', ringer: { id: 'extra-1', name: 'Kim', strength: 'weak' } }),
      nobody('body/extra', 'comes beside another one'),
    ],
    ['replacement by who plays', replaceable(squad, match, { out: a, in: b }), nobody('body/in', 'plays already')],
    [
      'replacement by a stranger',
      replaceable(squad, match, { out: a, in: 'x' }),
      nobody('body/in', 'is no player of this squad'),
    ],
    [
      'replacement that leaves too few',
      replaceable(squad, drawnMatch(squadOf(2)), { out: 'p0' }),
      refuse('too-few-players', 'With one less there are fewer players than teams.', [
        { path: 'body/out', message: 'is needed' },
      ]),
    ],
    [
      'draw of a stranger',
      order({ playerIds: ['p1', 'x'] }),
      refuse('unknown-player', 'Only players of the squad can be drawn.', [
        { path: 'body/playerIds/1', message: 'is no player of this squad' },
      ]),
    ],
    [
      'draw of too few',
      order({ teams: 4 }),
      refuse('too-few-players', '3 players cannot make 4 teams.', [
        { path: 'body/playerIds', message: 'are fewer than the teams' },
      ]),
    ],
    [
      'rule about who does not play',
      order({ rules: [{ kind: 'apart', players: ['p1', 'p9'] }] }),
      misplaced('body/constraints/0/players/1', 'does not play'),
    ],
    [
      'rule that fixes who does not play',
      order({ rules: [{ kind: 'fixed', player: 'p9', team: 1 }] }),
      misplaced('body/constraints/0/player', 'does not play'),
    ],
    [
      'rule about a team there is not',
      order({ rules: [{ kind: 'fixed', player: 'p1', team: 2 }] }),
      misplaced('body/constraints/0/team', 'is no team of this draw'),
    ],
    [
      'plan in no time zone',
      planProblem({ timeZone: 'Mars/Base' }),
      refuse('impossible-plan', 'There is no time zone Mars/Base.', [
        { path: 'body/timeZone', message: 'is no IANA time zone' },
      ]),
    ],
    [
      'plan of too few places',
      planProblem({ teams: 4, capacity: 3 }),
      refuse('impossible-plan', '3 places are too few for 4 teams.', [
        { path: 'body/capacity', message: 'is less than the teams' },
      ]),
    ],
    ['plan of a played match', replanned(owner, over, { title: 'Late' }), playedAlready],
    [
      'lock before the draw',
      lockedOrOpened(owner, planned(), true),
      refuse('not-drawn', 'There are no teams to lock yet.'),
    ],
    ['lock after the match', lockedOrOpened(owner, over, true), playedAlready],
    [
      'lock by who does not look after it',
      lockedOrOpened(other, match, true),
      refuse('forbidden', 'Only who made this match, an organiser or the owner may do this.'),
    ],
    [
      'result before the draw',
      played(planned(), result),
      refuse('not-drawn', 'A match needs teams before it has a result.'),
    ],
    [
      'result with a score too few',
      played(match, result),
      refuse('impossible-result', '2 teams have 2 scores.', [
        { path: 'body/scores', message: 'must have 2 entries, one a team' },
      ]),
    ],
  ])('%s', (_, outcome, refusal) => {
    expect(outcome).toEqual(refusal);
  });

  it('is nothing where all is well', () => {
    expect(planProblem({})).toBeUndefined();
    expect(planProblem({ timeZone: 'Europe/Madrid', teams: 3, capacity: 3 })).toBeUndefined();
    expect(planProblem({ teams: 3 })).toBeUndefined();
    expect(planProblem({ capacity: 2 })).toBeUndefined();
    expect(replaceable(squad, drawnMatch(squadOf(3)), { out: 'p0' })).toMatchObject({ numbers: 'open' });
    expect(replaceable(squad, drawnMatch(squadOf(2)), { out: 'p0', in: 'p5' })).toMatchObject({ numbers: 'open' });
    expect(order({ rules: [{ kind: 'fixed', player: 'p1', team: 1 }] })).toMatchObject({ teams: 2 });
    expect(lineUp(squad, undefined, { ringers: [], teams: 0 })).toMatchObject({ playerIds: [] });
  });
});
