import { z } from 'zod';
import { namesAfter, quotedRef, readActivity, readTarget } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { isSelf, readParty } from '../party.ts';
import { findDays } from '../reading/days.ts';
import { looksLikeName } from '../reading/people.ts';
import { addressed, command, compact } from '../rules.ts';

const numbered =
  /^#?(?<number>\d{1,7})(?:号活动|号)?(?![\d.:]| ?(?:人|个人|位|名|点|月|日|天|小时))(?<rest>.*)$/s;

/** 12 陈静+1: the activity by its number, and every word after it names somebody. */
function readNumbered(message: Message, words: string) {
  const match = numbered.exec(words.trim())?.groups;
  if (!match) return undefined;
  const people = namesAfter(message, (match.rest ?? '').replace(/^的?(?:活动|报名)/, ''));
  return { activity: { number: Number(match.number) }, people: people.length > 0 ? people : undefined };
}

/** Not said to the bot, 不去 3 号楼 is about something else: what follows the number has to be how people are called. */
function isCalled(word: string): boolean {
  return (
    looksLikeName(word.replace(/\+\d{1,2}$/, '')) ||
    /^(?:我|\+\d{1,2}|我们?家?的?[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{2,4}的[\u4e00-\u9fff]{1,3}|[老小大阿][\u4e00-\u9fff]{1,3})$/.test(
      word,
    )
  );
}

/** They don't come: the end of what somebody says, after whom it is about and why. */
const cannot =
  '(?:都|也|就|可能|恐怕|实在|今天|明天|这次|到时候?)*(?:去不了|来不了|参加不了|去不成|来不成|不去|不来|不参加|不能(?:去|来|参加)|没法(?:去|来|参加)|没办法(?:去|来|参加)|没空(?:去|来)|退出)(?:了|啦)*';

/** 我妈不去了, 我有事来不了: whom it is about; undefined when it is whoever speaks. */
function whoCannot(words: string): string[] | undefined {
  const { people = [], left } = readParty(words.replace(/^(?:的?活动|的|那天|那场)|的$/g, ''));
  const others = people.filter((name) => !isSelf(name));
  // 我家那位: somebody, whatever the list calls them. It is no excuse of the speaker's.
  const athome = left.filter((word) => /^(?:我们?|俺们?|咱们?)家(?!里?有|里?来|里?没)./.test(word));
  return others.length + athome.length > 0 ? [...people, ...athome] : undefined;
}

/** I cannot come after all. */
export const activityCancelSignUp = defineIntent(
  z.object({
    name: z.literal('activity.cancel-sign-up'),
    activity: activityRef,
    /** Only these of those whom I signed up. */
    people: z.array(z.string()).optional(),
  }),
  {
    rules: [
      command(
        'cancel',
        '取 退 撤 不 报 cancel withdraw drop unsubscribe 我',
        [
          `(?:我要|我)?(?:取消|退出|撤销|撤回)(?:我的)?(?:报名|活动报名|参加)[ :]*(?<what>.{0,60})`,
          `(?:取消|退掉|撤销)(?<what2>.{1,20}?)的?(?:报名|活动报名)`,
          `(?:我)?不(?:去|来|参加)了?[ :]*(?<what6>#?\\d{1,5}(?:号活动|号)?(?:了|啦|[ ,:]+.{1,60})?)`,
          `报名[ :]*(?<what7>#?\\d{1,7}(?:号活动|号)?)[ ,:]*我?(?:[去来]不了|不[去来]|不参加|取消)(?:了|啦)*`,
          `(?:退报|退出活动|退出报名)[ :]*(?<what3>.{0,60})`,
          `(?:cancel|drop|withdraw)(?: my| the)? ?(?:sign[ -]?up|registration|enrol?ment|booking)(?: for| of)?[ :]*(?<what4>.{0,40})`,
          `(?:drop out of|unsubscribe from) (?<what5>.{1,40})`,
        ],
        ({ what, what2, what3, what4, what5, what6, what7 }, message) => {
          const words = what || what2 || what3 || what4 || what5 || what6 || what7 || '';
          if (message.asks) return undefined;
          if (words === '' && quotedRef(message)) {
            return { intent: { activity: quotedRef(message) ?? {} } };
          }
          const read = readNumbered(message, words);
          if (read) {
            const known = !what6 || message.addressed || (read.people ?? []).every(isCalled);
            return known ? { intent: compact(read) } : undefined;
          }
          const names = words
            .split(/[\s,、;和跟及]+/)
            .filter(
              (word) => looksLikeName(word) && findDays(word, message.context.now, 'future').length === 0,
            );
          const { activity, certain } = readActivity(message, words);
          if (words !== '' && !certain && !message.addressed && !activity.date) return undefined;
          return {
            intent: compact({ activity, people: names.length > 0 && activity.number ? names : undefined }),
          };
        },
      ),
      addressed(
        'card',
        [
          `(?<who>.{0,30}?)[ ,]*${cannot}(?:[ ,。!]+.{1,20})?`,
          `(?:取消吧?|取消报名|退出|不等|不排)了?|(?:sorry,? ?)?(?:i )?(?:can'?t (?:come|go|make it)|(?:am )?not (?:coming|going)|cancel)`,
        ],
        ({ who }, message) => {
          const activity = quotedRef(message);
          if (!activity || message.asks) return undefined;
          return { intent: compact({ activity, people: whoCannot(who ?? '') }) };
        },
        -2,
      ),
      addressed(
        'said',
        [
          `(?:我|俺|我们)?(?<what>.{1,24}?)(?:的活动|的|活动)?,?(?:我|俺|我们)?(?:临时有事|有事)?,?${cannot}`,
          `(?:我|俺|我们)?(?:要|想)?(?:退出|不能参加|参加不了|不参加|去不了|来不了)(?<what3>.{1,24}?)(?:的?活动)?(?:了|啦)?`,
          `(?:i )?(?:can'?t|cannot) (?:come|make it|go|join)(?: to| on| for)? (?<what2>.{1,40})`,
        ],
        ({ what, what2, what3 }, message) => {
          if (message.asks) return undefined;
          const words = what ?? what2 ?? what3 ?? '';
          const from = message.text.indexOf(words);
          const target = readTarget(message, from, from + words.length);
          if (!target.certain && !target.activity.date) return undefined;
          // 我妈周六去不了: whoever is named may stand before the activity, too.
          const people =
            what === undefined ? undefined : whoCannot(message.text.slice(0, from) + target.rest);
          return { intent: compact({ activity: target.activity, people }) };
        },
        3,
        /去|来|参加|退出|can/,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '取消报名', examples: ['取消报名 12'] },
      en: { what: 'cancel a sign-up', examples: ['cancel sign-up 12'] },
    },
  },
);
