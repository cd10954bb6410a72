/** `$app/paths` where no app runs: addresses as they are at the root of a site. */
export function resolve(route: string, params: Record<string, string> = {}): string {
  return route.replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? '');
}
