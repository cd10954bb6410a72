import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSquad } from '../../test/squad-builder.ts';
import { cell, squadCsv } from './squad-csv.ts';

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@cmd', '\tx', '\rx'])('is harmless when it starts like a formula: %j', (text) => {
    expect(cell(text)).toMatch(/^"?'/);
  });

  it.each(['Leo;=1+1', 'Leo; @cmd', ';;+1'])('is harmless where semicolons separate cells: %j', (text) => {
    expect(cell(text)).not.toMatch(/;\s*[=+\-@]/);
  });

  it('is quoted when it has to be', () => {
    expect(cell('Leo')).toBe('Leo');
    expect(cell('Leo, "el 9"')).toBe('"Leo, ""el 9"""');
    expect(cell('two\nlines')).toBe('"two\nlines"');
  });

  it('never starts like a formula and reads back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const written = cell(text);
        const read = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
        expect(read).not.toMatch(/^[=+\-@\t\r]|;\s*[=+\-@]/);
        expect(withoutApostrophes(read)).toBe(withoutApostrophes(text));
      }),
    );
  });
});

function withoutApostrophes(text: string): string {
  return text.replaceAll("'", '');
}

it('a squad is one line a player, under a header', () => {
  const lines = squadCsv(aSquad({ players: ['Leo', 'Bea'] })).split('\r\n');
  expect(lines).toEqual([
    'id,name,positions,claimed,claimedBy,archivedAt',
    'player-0,Leo,,no,,',
    'player-1,Bea,,no,,',
    '',
  ]);
});
