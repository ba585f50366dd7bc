import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { freeWords } from '../free-words.ts';
import { decision } from '../intent.ts';
import type { Message } from '../message.ts';
import { readVerdicts } from '../verdicts.ts';

const several = decision.extend({ numbers: z.array(z.int().positive()).min(1) });
export type SeveralVerdict = z.infer<typeof several>;

type Several = { verdicts: SeveralVerdict[] };

function read(message: Message): Reading<Several> | undefined {
  const found = readVerdicts(message, 'cards');
  if (!found || found.putOff.length > 0) return undefined;
  const verdicts = found.parts.flatMap(({ on, verdict, ...decided }): SeveralVerdict[] =>
    on.kind === 'numbers' && verdict !== 'abstain' && verdict !== 'recuse'
      ? [{ ...decided, verdict, numbers: on.numbers }]
      : [],
  );
  if (verdicts.length !== found.parts.length || new Set(verdicts.map(({ verdict }) => verdict)).size < 2)
    return undefined;
  const named = verdicts.flatMap(({ numbers }) => numbers);
  // 通过 1001，驳回 1001: nobody can mean both.
  if (new Set(named).size < named.length) return undefined;
  return verdicts.some(({ verdict, reason }) => verdict === 'reject' && !reason)
    ? { ask: 'reason', draft: { verdicts } }
    : { intent: { verdicts } };
}

/** A committee member decides on several cards in one message, and not alike. */
export const reviewSeveral = defineIntent(
  z.object({ name: z.literal('review.several'), verdicts: z.array(several).min(2) }),
  {
    rules: [
      {
        name: 'cards',
        opens:
          '审 评 予 准 一 通 同 批 核 驳 不 拒 退 打 否 把 将 改 调 # 0 编 单 第 approve pass ok reject deny change adjust no'.split(
            ' ',
          ),
        longest: 800,
        needs: /\d{4}.*\d{4}/s,
        read,
      },
    ],
    answer(pending, message) {
      const { verdicts } = pending.draft as { verdicts?: SeveralVerdict[] };
      if (pending.missing !== 'reason' || !verdicts) return undefined;
      const reason = freeWords(message);
      if (reason === undefined) return undefined;
      return {
        intent: {
          verdicts: verdicts.map((each) =>
            each.verdict === 'reject' && !each.reason ? { ...each, reason } : each,
          ),
        },
      };
    },
    help: {
      roles: ['committee'],
      zh: { what: '一次评审几条', examples: ['通过 1001，驳回 1002 没有照片'] },
      en: { what: 'decide on several at once', examples: ['approve 1001, reject 1002 no photo'] },
    },
  },
);
