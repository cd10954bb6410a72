/** `$app/navigation` where no app runs: nobody goes anywhere, and where to is kept, the latest last. */
export const went: { to: string; replaceState: boolean }[] = [];

export async function goto(to: string, { replaceState = false }: { replaceState?: boolean } = {}): Promise<void> {
  went.push({ to, replaceState });
}

export function afterNavigate(): void {}
