import { expect, it } from 'vitest';
import { shareText } from './share-text.ts';

it('writes the teams as a chat message', () => {
  const text = shareText({
    title: 'Los jueves · jue 26 nov',
    teams: [
      { name: 'Equipo A', players: ['Ana', 'José_Luis'] },
      { name: 'Equipo B', players: ['Marta', 'Ñ*igo'] },
    ],
    evenness: 'Diferencia de nivel 0,02',
    signature: 'Sorteo justo con Besteam',
    link: 'https://besteam.test/s/1/matches/2',
  });
  expect(text).toBe(`*Los jueves · jue 26 nov*

🟠 *Equipo A*
• Ana
• José Luis

🔵 *Equipo B*
• Marta
• Ñ igo

⚖️ Diferencia de nivel 0,02

Sorteo justo con Besteam
https://besteam.test/s/1/matches/2`);
});
