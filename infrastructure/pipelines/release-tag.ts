import { IMAGES } from './images.ts';

/** https://semver.org, without build metadata: a registry's tag has no "+". */
const TAG =
  /^(?:([a-z]+)-)?v((?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?)$/;

/** What a tag releases: everything (`v1.2.3`) or one image (`users-v1.2.3`). Throws when it is no such tag. */
export function readTag(tag: string): { version: string; images: string[] } {
  const [, image, version] = TAG.exec(tag) ?? [];
  if (version === undefined) throw new Error(`${tag} is neither vX.Y.Z nor <image>-vX.Y.Z`);
  if (image === undefined) return { version, images: Object.keys(IMAGES) };
  if (!(image in IMAGES)) throw new Error(`there is no image ${image}`);
  return { version, images: [image] };
}
