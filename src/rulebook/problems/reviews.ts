import type { Problem } from '#src/issue-text.ts';
import type { Draft } from './draft.ts';

/** Steps of review that nobody could take, or that would never end. */
export function reviews(book: Draft): Problem[] {
  const problems: Problem[] = [];
  for (const [at, { stages = [] }] of book.chains.entries())
    for (const [step, stage] of stages.entries()) {
      const path = ['chains', at, 'stages', step];
      problems.push(...quorum(stage, path));
      if (stage.overdue === 'escalate' && stage.escalateTo === undefined)
        problems.push({
          path: [...path, 'overdue'],
          message: '逾期要上交，请写明上交给哪个机构 (overdue: escalate needs escalateTo)',
        });
      if (stage.escalateTo !== undefined && stage.overdue !== 'escalate')
        problems.push({
          path: [...path, 'escalateTo'],
          message: '写了上交给哪个机构，逾期就要写上交 (escalateTo needs overdue: escalate)',
        });
      if (stage.escalateTo !== undefined && stage.escalateTo === stage.body)
        problems.push({
          path: [...path, 'escalateTo'],
          message: '逾期不能上交给本机构自己 (escalates to itself)',
        });
      if ((stage.overdue === 'escalate' || stage.overdue === 'approve') && stage.days === undefined)
        problems.push({
          path: [...path, 'overdue'],
          message: '请写期限天数，否则永远不会逾期：过了期限提醒，过了两倍期限算逾期 (overdue needs days)',
        });
      if (stage.meeting && stage.list === undefined)
        problems.push({
          path: [...path, 'meeting'],
          message:
            '开会决定的环节要写清单周期，会议对着清单一条一条定，否则永远没有结果 (a meeting needs a list)',
        });
      if (stage.meeting && stage.overdue === 'escalate')
        problems.push({
          path: [...path, 'overdue'],
          message: '开会决定的环节不能上交，请改为只提醒 (what a meeting decides is not escalated)',
        });
      problems.push(...weekday(stage.list, [...path, 'list']));
    }
  problems.push(...quorum(book.publicity?.objections ?? {}, ['publicity', 'objections']));
  problems.push(...weekday(book.publicity, ['publicity']));
  return [...problems, ...circles(book)];
}

function quorum(
  { agree = 1, atLeast }: { agree?: number | undefined; atLeast?: number | undefined },
  path: PropertyKey[],
): Problem[] {
  return atLeast !== undefined && atLeast > agree
    ? [
        {
          path: [...path, 'atLeast'],
          message: `人不够时也要的人数（${atLeast}）不能多于平时要的人数（${agree}） (atLeast is more than agree)`,
        },
      ]
    : [];
}

function weekday(
  posted: { every?: string | undefined; day?: number | undefined } | undefined,
  path: PropertyKey[],
): Problem[] {
  return posted?.every === 'week' && (posted.day ?? 1) > 7
    ? [
        {
          path: [...path, 'day'],
          message: `按周的日子写 1（星期一）到 7（星期日），现在是 ${posted.day} (a day of the week)`,
        },
      ]
    : [];
}

/** Bodies that stand in for each other in a circle: nobody would be left to decide. */
function circles({ bodies }: Draft): Problem[] {
  const standIns = new Map(bodies.map(({ id, standIn }) => [id, standIn]));
  const told = new Set<string | undefined>();
  return bodies.flatMap(({ id, standIn }, at) => {
    const round = [id];
    for (let next = standIn; next !== undefined && !told.has(id); next = standIns.get(next)) {
      if (next === id) {
        for (const member of round) told.add(member);
        return [
          {
            path: ['bodies', at, 'standIn'],
            message: `替补机构绕成了圈：${[...round, id].join(' → ')} (circular stand-ins)`,
          },
        ];
      }
      if (round.includes(next)) break;
      round.push(next);
    }
    return [];
  });
}
