import { looksLikeName } from './reading/people.ts';

const inFront =
  /^(?:(?:活动 ?)?#?\d{1,5}号?[ ,:]+)?(?<who>[\u4e00-\u9fff]{2,3}?)(?=[ ,:、]|也|今天|昨天|前天|上午|下午|刚|已|只|一共|总共|参[加与]|服务|打扫|协助|整理|[清扫擦捡拾巡值执站照陪帮搬劝做干浇种修送发])/;

/** The name-like word that a sentence about work done begins with: 张三打扫楼道2小时. The roster says whether it is somebody. */
export function doerIn(text: string): string | undefined {
  const who = inFront.exec(text)?.groups?.who;
  return who && looksLikeName(who) ? who : undefined;
}
