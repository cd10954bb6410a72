import { parseYaml } from '../files.ts';
import { everything, isObject, type Json, textAt } from '../json.ts';
import type { SourceFile } from './files.ts';

/** Every step, and every job that is a workflow of its own, that uses something. */
export function uses({ text }: SourceFile): { used: string; inputs: Json }[] {
  return [...everything(parseYaml(text)[0])].flatMap(({ value }) => {
    if (!isObject(value) || typeof value['uses'] !== 'string') return [];
    return [{ used: textAt(value, 'uses'), inputs: isObject(value['with']) ? value['with'] : {} }];
  });
}
