/** `$app/navigation` where no app runs: nobody goes anywhere. */
export async function goto(): Promise<void> {}
