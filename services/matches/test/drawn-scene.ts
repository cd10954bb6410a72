import { createDraw, everybodyRates, type Outcome, type Scene, sceneIn } from './scene.ts';
import type { SketchOptions } from './squads.ts';
import type { MatchesSystem } from './system.ts';

/** A squad whose players have all been drawn into two teams, nobody having rated anybody. */
export async function drawnScene(
  system: MatchesSystem,
  options?: SketchOptions,
  order: object = {},
): Promise<{ scene: Scene; match: Outcome; teams: string[][] }> {
  const scene = await sceneIn(system, options);
  const { body } = await createDraw(scene.member, scene, { playerIds: scene.players, teams: 2, ...order });
  return { scene, match: body, teams: body.draw?.teams.map(({ players }) => players) ?? [] };
}

/** A squad in which every level is published. */
export async function openScene(system: MatchesSystem): Promise<Scene> {
  const scene = await sceneIn(system, { members: 5 });
  await everybodyRates(scene);
  return scene;
}

/** A match nobody has drawn yet. */
export async function planned({ member, path }: Scene, plan: object = {}): Promise<Outcome> {
  return (await member.send<Outcome>('POST', `${path}/matches`, plan)).body;
}
