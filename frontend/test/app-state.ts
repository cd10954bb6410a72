/** `$app/state` where no app runs; a test that is about an address puts it in, and takes it out again. */
export const page: { url: URL; params: Record<string, string>; state: object } = {
  url: new URL('https://besteam.example/here'),
  params: {},
  state: {},
};
