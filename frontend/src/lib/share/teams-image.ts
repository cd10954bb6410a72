import type { TeamsToShare } from '#lib/draws/share-text.ts';
import { handOver } from './save-file.ts';

const width = 1080;
const margin = 60;
const rowHeight = 74;
const bibs = ['#ff7a2f', '#5aa9ff', '#ffd23f', '#c797ff', '#fffdf4', '#ff8fb3'];
const chalk = '#f4f1e4';

/** Draws the teams on a pitch as a PNG, here on the device, and hands it over. */
export async function shareImage(share: TeamsToShare): Promise<void> {
  // Where the letters of the app cannot be had, the device writes in its own.
  await document.fonts.load('800 40px Scoreboard', JSON.stringify(share)).catch(() => undefined);
  const canvas = document.createElement('canvas');
  const rows = Math.max(...share.teams.map((team) => team.players.length));
  const lines = Math.ceil(share.teams.length / 2);
  canvas.width = width;
  canvas.height = 300 + lines * (rows * rowHeight + 170);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  grass(pen, canvas.height);
  write(pen, share.title, margin + 20, 150, 76, width - 2 * margin - 40);
  share.teams.forEach((team, index) => {
    const left = margin + 20 + (index % 2) * (width / 2 - 30);
    const top = 250 + Math.floor(index / 2) * (rows * rowHeight + 170);
    bib(pen, index, left, top - 56);
    write(pen, team.name, left + 80, top, 56, 380);
    team.players.forEach((name, row) => {
      write(pen, name, left, top + 90 + row * rowHeight, 48, 440);
    });
  });
  write(pen, `${share.evenness} · ${share.signature}`, margin + 20, canvas.height - 90, 38, width - 2 * margin - 40);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob) await handOver(new File([blob], 'besteam.png', { type: 'image/png' }));
}

function grass(pen: CanvasRenderingContext2D, height: number): void {
  pen.fillStyle = '#0f3d26';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#0d3721';
  for (let top = 0; top < height; top += 180) pen.fillRect(0, top, width, 90);
  pen.strokeStyle = '#f4f1e48c';
  pen.lineWidth = 4;
  pen.strokeRect(margin / 2, margin / 2, width - margin, height - margin);
}

function bib(pen: CanvasRenderingContext2D, team: number, left: number, top: number): void {
  pen.fillStyle = bibs[team % bibs.length] ?? chalk;
  pen.beginPath();
  pen.roundRect(left, top, 62, 66, 12);
  pen.fill();
  pen.fillStyle = '#14100a';
  pen.font = '800 46px Scoreboard, sans-serif';
  pen.textAlign = 'center';
  pen.fillText(String.fromCharCode(65 + team), left + 31, top + 50);
}

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  left: number,
  base: number,
  size: number,
  room: number,
): void {
  pen.fillStyle = chalk;
  pen.textAlign = 'left';
  pen.font = `800 ${size}px Scoreboard, sans-serif`;
  pen.fillText(text, left, base, room);
}
