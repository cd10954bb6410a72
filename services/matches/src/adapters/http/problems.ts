import { refusalsAsProblems } from '@besteam/service-kit';
import type { Reason } from '../../domain/refusal.ts';

/** The domain's reasons as HTTP knows them, once; hands on whatever is no refusal. */
export const accepted = refusalsAsProblems<Reason>({
  'not-found': { status: 404, title: 'There is nothing here for you' },
  forbidden: { status: 403, title: 'You may not do this' },
  'precondition-failed': { status: 412, title: 'It has changed since; read it again' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key belongs to another request' },
  'not-rateable': { status: 422, title: 'Somebody or something here cannot be rated by you' },
  'unknown-player': { status: 422, title: 'Somebody here is not in this squad or not in this draw' },
  'too-few-players': { status: 422, title: 'There are fewer players than teams' },
  'conflicting-rules': { status: 422, title: 'These rules cannot all hold' },
  'impossible-draw': { status: 422, title: 'This cannot be drawn' },
  'impossible-swap': { status: 422, title: 'These two cannot be swapped' },
  'impossible-replacement': { status: 422, title: 'This replacement cannot be made' },
  'impossible-result': { status: 422, title: 'This result does not fit the match' },
  'impossible-plan': { status: 422, title: 'This cannot be planned' },
  locked: { status: 409, title: 'The teams are locked' },
  'already-played': { status: 409, title: 'This match has been played' },
  'called-off': { status: 409, title: 'This match has been called off' },
  'not-drawn': { status: 409, title: 'This match has no teams yet' },
  'not-scheduled': { status: 409, title: 'This match has no date yet' },
  'too-many-draws': { status: 409, title: 'This match has been drawn too often' },
  conflict: { status: 409, title: 'Too many changes at once' },
});
