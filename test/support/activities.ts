import { expect } from 'vitest';
import type { OpenCommunity } from './open-community.ts';

const GRID_WORKERS = '网格员工作群';

/** 孙丽 publishes an activity as grid workers do: one message, and a yes to the preview. */
export async function publish({ person }: OpenCommunity, text: string): Promise<string[]> {
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says(text)).toEqual([expect.stringContaining('【招募预览，还没有发布】')]);
  return sun.says('是');
}

/** People who write in the first grid's group, besides those of the practice community. */
export function neighbours(count: number): { id: string; name: string; household: string }[] {
  const families = '王李张刘陈杨黄赵吴周';
  return Array.from({ length: count }, (_, index) => ({
    id: `neighbour-${index + 1}`,
    name: `${families[index % 10]}邻${'一二三四五六七八九十'[Math.floor(index / 10) % 10]}`,
    household: `1-${1 + Math.floor(index / 40)}-${101 + (index % 40)}`,
  }));
}
