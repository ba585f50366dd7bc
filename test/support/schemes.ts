import { join } from 'node:path';
import { type Community, readCommunity } from '#src/community/community.ts';

/** The five schemes of the samples, by their folders. */
export type Scheme = 'jiashansi' | 'mianyang' | 'hebei' | 'dianli' | 'xinglong';

/** The practice community under the regulation of one of the sample schemes: configuration alone makes the difference. */
export function underScheme(scheme: Scheme): (community: Community) => Community {
  const { rulebooks } = readCommunity(join('samples', scheme, 'community.yaml'));
  return (community) => ({ ...community, rulebooks, archive: [] });
}
