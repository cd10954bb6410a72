/** `$app/state` where no app runs. */
export const page = { url: new URL('https://besteam.example/here'), params: {}, state: {} };
