import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedList } from './pasted-list.ts';

const names = (text: string) => readPastedList(text).players.map((player) => player.name);

describe('a pasted list of players', () => {
  it('reads a Spanish list from a chat: title, numbers, emojis, confirmations, reserves', () => {
    const text = `⚽️ Fútbol jueves 21:00 🏟️ Polideportivo
1. Íñigo ✅
2. Marta (confirmada)
3) José Luis - confirmado
4.- Nacho 💪🏽
5️⃣ Begoña 🧤
6 Óscar ok
7. Pedro +1
8.
Suplentes:
9. Rubén - duda?
10. María José 🇪🇸`;
    expect(names(text)).toEqual([
      'Íñigo',
      'Marta',
      'José Luis',
      'Nacho',
      'Begoña',
      'Óscar',
      'Pedro',
      'Rubén',
      'María José',
    ]);
    expect(readPastedList(text).leftOut.map((left) => left.reason)).toEqual(['heading', 'heading']);
  });

  it('reads an English list with bullets and marks', () => {
    const text = `Thursday 5-a-side
- Tom (confirmed)
• Sophie yes
* Liam – in
– O'Brien 👍
- Jack-James ✔
- Mary Ann (GK)`;
    const list = readPastedList(text);
    expect(list.players.map((player) => player.name)).toEqual([
      'Tom',
      'Sophie',
      'Liam',
      "O'Brien",
      'Jack-James',
      'Mary Ann',
    ]);
    expect(list.players.filter((player) => player.goalkeeper).map((player) => player.name)).toEqual(['Mary Ann']);
  });

  it('takes the title of a numbered list for a title even without a time', () => {
    expect(names('Los martes\n1. Ana\n2. Luis\n3. Eva')).toEqual(['Ana', 'Luis', 'Eva']);
  });

  it('keeps a name somebody added below without a number', () => {
    expect(names('1. Ana\n2. Luis\n3. Eva\nPaco')).toEqual(['Ana', 'Luis', 'Eva', 'Paco']);
  });

  it('splits names written in one line', () => {
    expect(names('Ana, Luis; Eva')).toEqual(['Ana', 'Luis', 'Eva']);
  });

  it('removes the prefix of a forwarded chat message', () => {
    expect(names('[21/11/26, 19:04:11] Carlos: 1. Ana\n2. Luis\n3. Eva')).toEqual(['Ana', 'Luis', 'Eva']);
  });

  it('counts the same person once, whatever the accents, and says so', () => {
    const list = readPastedList('José\njose \nJOSÉ');
    expect(list.players).toHaveLength(1);
    expect(list.leftOut).toEqual([
      { line: 'jose', reason: 'duplicate' },
      { line: 'JOSÉ', reason: 'duplicate' },
    ]);
  });

  it('takes the newcomers of a list alone, and says who is there already', () => {
    const list = readPastedList('1. JOSÉ\n2. Marta\n3. marta\n4. Ana', ['Jose', 'Ana']);
    expect(list.players).toEqual([{ name: 'Marta', goalkeeper: false }]);
    expect(list.leftOut).toEqual([
      { line: 'JOSÉ', reason: 'present' },
      { line: 'marta', reason: 'duplicate' },
      { line: 'Ana', reason: 'present' },
    ]);
  });

  it('takes as many as still fit beside those who are there', () => {
    const there = Array.from({ length: 59 }, (_, index) => `Friend ${index}`);
    const list = readPastedList('Ana\nLeo', there);
    expect(list.players).toHaveLength(1);
    expect(list.leftOut).toEqual([{ line: 'Leo', reason: 'too-many' }]);
  });

  it('takes the sixty a squad can hold and names the rest', () => {
    const crowd = Array.from(
      { length: 62 },
      (_, index) => `Player${'abcdefghij'[index % 10]} ${'klmnopq'[Math.floor(index / 10)]}`,
    );
    const list = readPastedList(crowd.join('\n'));
    expect(list.players).toHaveLength(60);
    expect(list.leftOut.map((left) => left.reason)).toEqual(['too-many', 'too-many']);
  });

  it('leaves real names alone', () => {
    const real = [
      'Ines',
      'Nosé',
      'Xabi',
      'Cintia',
      'Ok Sun',
      'Sí mismo Pérez',
      'Ana C. López',
      'Jean-Luc',
      "D'Angelo",
      '李雷',
    ];
    expect(names(real.join('\n'))).toEqual(real);
  });

  it('never makes up a nameless player,whatever is pasted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 })), (lines) => {
        const once = names(lines.join('\n'));
        expect(once.every((name) => name.length > 0 && name.length <= 40 && /\p{L}/u.test(name))).toBe(true);
      }),
    );
  });
});
