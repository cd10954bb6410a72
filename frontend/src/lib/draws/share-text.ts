/** What a chat gets to read. All words come in already translated. */
export type TeamsToShare = {
  title: string;
  teams: { name: string; players: string[] }[];
  /** "Level gap 0.02", "Very even" … */
  evenness: string;
  signature: string;
  link: string;
};

/** Coloured circles as bibs; the letter stays in the name, for those who do not tell the colours apart. */
const bibs = ['🟠', '🔵', '🟡', '🟣', '⚪', '🔴'];

/** The teams as a chat message: bold titles the way WhatsApp writes them, one player a line. */
export function shareText(share: TeamsToShare): string {
  const teams = share.teams.map(
    (team, index) =>
      `${bibs[index % bibs.length]} *${plain(team.name)}*\n${team.players.map((name) => `• ${plain(name)}`).join('\n')}`,
  );
  return [`*${plain(share.title)}*`, ...teams, `⚖️ ${share.evenness}`, `${share.signature}\n${share.link}`].join('\n\n');
}

/** A name must not switch on bold or strike-through in the message. */
function plain(text: string): string {
  return text
    .replace(/[*_~`\n]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
