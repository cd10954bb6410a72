/** One request of an evening: who sends it (the owner, or the guest of that number), what its body is made of, and what is expected. */
interface Request {
  name: string;
  url: string;
  as?: 'owner' | number;
  makes?: 'account' | 'squad' | 'players' | 'guest' | 'claim' | 'ballot' | 'draw';
  expect: { statusCode: number };
  capture?: { json: string; as: string }[];
}
type Method = 'get' | 'post' | 'put';
type Step = Partial<Record<Method, Request>> | { parallel: Step[] } | { think: number } | { function: string };

export const GUESTS = 14;
const PLAYERS = '/api/players/v1';
const MATCHES = '/api/matches/v1/squads/{{ squadId }}';

/** What one squad does on a Thursday, in Artillery's words: each virtual user of the load is fifteen people. */
export const EVENING = {
  name: 'A Thursday',
  beforeRequest: 'prepare',
  flow: [
    { function: 'meet' },
    post('registerAccount', '/api/users/v1/accounts', { makes: 'account', capture: [taking('accessToken', 'owner')] }),
    post('createSquad', `${PLAYERS}/squads`, {
      as: 'owner',
      makes: 'squad',
      capture: [taking('id', 'squadId'), taking('code', 'code')],
    }),
    post('addPlayers', `${PLAYERS}/squads/{{ squadId }}/players`, {
      as: 'owner',
      makes: 'players',
      capture: [taking('players', 'players')],
    }),
    everyone(() => get('previewInvitation', `${PLAYERS}/invitations/{{ code }}`)),
    everyone((guest) =>
      post('openGuestSession', '/api/users/v1/guest-sessions', {
        makes: 'guest',
        capture: [taking('accessToken', `guest${guest}`)],
      }),
    ),
    everyone((as) => post('joinSquad', `${PLAYERS}/invitations/{{ code }}/memberships`, { as, makes: 'claim' })),
    { function: 'listen' },
    everyone((as) => get('getSquad', `${PLAYERS}/squads/{{ squadId }}`, { as })),
    { think: 1 },
    everyone((as) => put('putMyBallot', `${MATCHES}/ballot`, { as, makes: 'ballot' })),
    { think: 1 },
    everyone((as) => put('putMyBallot', `${MATCHES}/ballot`, { as, makes: 'ballot' })),
    everyone((as) => get('getScores', `${MATCHES}/scores`, { as })),
    post('createDraw', `${MATCHES}/draws`, { as: 0, makes: 'draw', capture: [taking('id', 'matchId')] }),
    { function: 'everyoneHears' },
    post('drawMatch', `${MATCHES}/matches/{{ matchId }}/draws`, { as: 'owner' }),
    { function: 'everyoneHears' },
    post('drawMatch', `${MATCHES}/matches/{{ matchId }}/draws`, { as: 1 }),
    { function: 'everyoneHears' },
    everyone((as) => get('getMatch', `${MATCHES}/matches/{{ matchId }}`, { as })),
    everyone((as) => get('listMySquads', `${PLAYERS}/squads`, { as })),
    { function: 'leave' },
  ],
};

function everyone(step: (guest: number) => Step): Step {
  return { parallel: Array.from({ length: GUESTS }, (_, guest) => step(guest)) };
}

function taking(field: string, as: string) {
  return { json: `$.${field}`, as };
}

function get(name: string, url: string, more: Partial<Request> = {}): Step {
  return { get: { name, url, expect: { statusCode: 200 }, ...more } };
}

function put(name: string, url: string, more: Partial<Request>): Step {
  return { put: { name, url, expect: { statusCode: 200 }, ...more } };
}

function post(name: string, url: string, more: Partial<Request>): Step {
  return { post: { name, url, expect: { statusCode: 201 }, ...more } };
}
