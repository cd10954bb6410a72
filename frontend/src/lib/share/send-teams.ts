import { shareText, type TeamsToShare } from '#lib/draws/share-text.ts';

/** Sends the teams to the group: the device's own way where it has one, WhatsApp elsewhere, and where that one fails. */
export async function sendTeams(teams: TeamsToShare): Promise<void> {
  const text = shareText(teams);
  const chat = `https://wa.me/?text=${encodeURIComponent(text)}`;
  if (!navigator.share) {
    open(chat, '_blank', 'noopener,noreferrer');
    return;
  }
  await navigator.share({ text }).catch(({ name }) => name === 'AbortError' || location.assign(chat));
}
