import { describe, expect, it } from 'vitest';
import { documentOf, matchIn } from '../src/adapters/dynamodb/match-document.ts';
import { drawAgain, drawnMatch, squadOf } from './domain-builders.ts';
import { largestBallot, largestMatch } from './largest-documents.ts';

const SQUAD = 's'.repeat(22);
/** Of an item and its copies in local indexes together, names of attributes and keys included. */
const ITEM_BYTES = 400 * 1024;
/** Keys, version, status, account, what the outbox needs, and the names of all these. */
const BESIDE_THE_DOCUMENT = 1000;

const bytes = (document: object) => Buffer.byteLength(JSON.stringify(document));

describe('the largest documents there can be', () => {
  it.each([2, 10, 14, 18, 22, 24, 30, 40, 70])(
    'fit into DynamoDB, twice for the list: a match drawn for %i at a time, as often as it may be',
    (players) => {
      const match = largestMatch(SQUAD, players);
      expect(2 * (bytes(documentOf(match)) + BESIDE_THE_DOCUMENT)).toBeLessThan(ITEM_BYTES);
      expect(matchIn(JSON.stringify(documentOf(match)))).toEqual(match);
    },
  );

  it('fit also as a ballot of everybody who ever was in the squad', () => {
    expect(bytes(largestBallot(SQUAD)) + BESIDE_THE_DOCUMENT).toBeLessThan(ITEM_BYTES);
  });
});

describe('the document of a match', () => {
  it('names the match’s own earlier draws by their places, and writes out others', () => {
    const squad = squadOf(8);
    const match = drawAgain(squad, drawnMatch(squad), 'open');
    const other = [['p0'], ['p1']];
    const input = match.draw && { ...match.draw.input, avoid: [...match.draw.input.avoid, other] };
    const more = match.draw && input ? { ...match, draw: { ...match.draw, input } } : expect.fail('not drawn');
    const document = documentOf(more);
    expect(document.draw?.input.avoid).toEqual([0, other]);
    expect(matchIn(JSON.stringify(document))).toEqual(more);
  });

  it('may have them written out', () => {
    const squad = squadOf(8);
    const match = drawAgain(squad, drawnMatch(squad), 'open');
    expect(matchIn(JSON.stringify(match))).toEqual(match);
  });
});
