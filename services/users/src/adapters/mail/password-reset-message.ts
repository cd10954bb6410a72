import type { Language } from '../../application/ports.ts';

export interface ResetMessage {
  subject: string;
  text: string;
}

/** The words of the message. The token travels behind a `#`, which browsers send to nobody. */
export function passwordResetMessage(
  language: Language,
  { displayName, token, publicUrl }: { displayName: string; token: string; publicUrl: string },
): ResetMessage {
  const link = `${publicUrl.replace(/\/$/, '')}/reset#${token}`;
  return words[language](displayName, link);
}

const words: Record<Language, (name: string, link: string) => ResetMessage> = {
  es: (name, link) => ({
    subject: 'Tu nueva contraseña de Besteam',
    text: `Hola, ${name}:

Con este enlace eliges una contraseña nueva. Sirve una vez, durante una hora:

${link}

¿No la has pedido tú? Entonces no hagas nada: tu contraseña sigue siendo la misma.

Besteam
`,
  }),
  en: (name, link) => ({
    subject: 'Your new Besteam password',
    text: `Hi ${name},

Choose a new password with this link. It works once, within an hour:

${link}

You did not ask for it? Then do nothing: your password stays as it is.

Besteam
`,
  }),
};
