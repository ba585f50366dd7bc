import { z } from 'zod';
import { namesAfter, quotedRef, readActivity, readTarget } from '../activities.ts';
import { cannot, leavers, readComing } from '../coming.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { isPerson, isSelf, readParty } from '../party.ts';
import { findDays } from '../reading/days.ts';
import { looksLikeName } from '../reading/people.ts';
import { addressed, command, compact } from '../rules.ts';
import { isNotice } from '../signing-up.ts';

const notOther = '(?![\\d.:]| ?(?:人|个人|位|名|点|月|日|天|小时))';
const numbered = new RegExp(
  `^#?(?<number>\\d{1,7})(?:号活动|号)?(?<also>(?: ?(?:[、,/]|和|跟) ?#?\\d{1,7}(?:号活动|号)?${notOther})*)${notOther}(?<rest>.*)$`,
  's',
);

/** 12 陈静+1, 1、2, 12 两个人: activities by their numbers, and who of one's own does not come. */
function readNumbered(message: Message, words: string) {
  const match = numbered.exec(words.trim())?.groups;
  if (!match) return undefined;
  const also = [...new Set(match.also?.match(/\d{1,7}/g)?.map(Number))].filter(
    (one) => one !== Number(match.number),
  );
  const rest = (match.rest ?? '')
    .replace(/^的?(?:活动|报名)/, '')
    .replace(everybody, '')
    .trim();
  const named = namesAfter(message, rest);
  // 我妈腿疼，我去: she stays at home, and nobody else does.
  const comesAlone = /[我俺](?:自己|一个人|还|照样|就)*(?:去|来)(?!不)/.test(rest);
  const ill = comesAlone ? leavers(rest) : [];
  if (comesAlone && ill.length + named.length === 0) return undefined;
  const { count, left } = readParty(named.join(' '));
  const isCount =
    named.length === 1 && count !== undefined && left.length === 0 && !/\+/.test(named[0] ?? '');
  const people = comesAlone ? [...ill, ...named] : named;
  return {
    activity: { number: Number(match.number) },
    also: also.length > 0 ? also : undefined,
    count: isCount ? count : undefined,
    people: people.length > 0 && !isCount ? people : undefined,
  };
}

/** They all: the same as naming nobody. */
const everybody =
  /^[ ,:]*(?:我们?|俺们?|咱们?)?(?:全家人?|一家人|一家子|全部|所有人?|都|大家)(?=$|[ ,。不去来取])/;

/** Not said to the bot, 不去 3 号楼 is about something else: what follows the number has to be how people are called. */
function isCalled(word: string): boolean {
  return (
    looksLikeName(word.replace(/\+\d{1,2}$/, '')) ||
    /^(?:我|\+\d{1,2}|我们?家?的?[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{2,4}的[\u4e00-\u9fff]{1,3}|[老小大阿][\u4e00-\u9fff]{1,3})$/.test(
      word,
    )
  );
}

const plainNo =
  /^(?:(?:取消吧?|取消报名|退出|不等|不排)了?|(?:sorry,? ?)?(?:i )?(?:can'?t (?:come|go|make it)|(?:am )?not (?:coming|going)|cancel))$/;

/** Who alone is taken off; undefined for whoever speaks with all their guests, unless others of theirs do come. */
function leavingOnly(leaves: readonly string[], othersCome: boolean): string[] | undefined {
  if (leaves.some((name) => !isSelf(name))) return [...leaves];
  return othersCome ? ['我'] : undefined;
}

/** I cannot come after all. */
export const activityCancelSignUp = defineIntent(
  z.object({
    name: z.literal('activity.cancel-sign-up'),
    activity: activityRef,
    /** Only these of those whom I signed up. */
    people: z.array(z.string()).optional(),
    /** So many of them, which has to be all. */
    count: z.int().positive().optional(),
    /** Numbers of further activities: 取消报名 1、2. */
    also: z.array(z.int().positive()).optional(),
  }),
  {
    rules: [
      command(
        'cancel',
        '取 退 撤 不 报 帮 替 给 代 cancel withdraw drop unsubscribe 我',
        [
          `(?:我要|我)?(?:取消|退出|撤销|撤回)(?:我的)?(?:报名|活动报名|参加)[ :]*(?<what>.{0,60})`,
          `(?:取消|退掉|撤销)(?<what2>.{1,20}?)的?(?:报名|活动报名)`,
          `(?:我)?不(?:去|来|参加)了?[ :]*(?<what6>#?\\d{1,5}(?:号活动|号)?(?:了|啦|[ ,:]+.{1,60})?)`,
          `报名[ :]*(?<what7>#?\\d{1,7}(?:号活动|号)?)[ ,:]*我?(?:[去来]不了|不[去来]|不参加|取消)(?:了|啦)*`,
          `(?:退报|退出活动|退出报名)[ :]*(?<what3>.{0,60})`,
          `(?:cancel|drop|withdraw)(?: my| the)? ?(?:sign[ -]?up|registration|enrol?ment|booking)(?: for| of)?[ :]*(?<what4>.{0,40})`,
          `(?:drop out of|unsubscribe from) (?<what5>.{1,40})`,
          `[帮替给代](?<whom>.{2,8}?)(?:取消|退掉?|撤销)(?:一下)?(?:活动)?报名[ :]*(?<what8>.{0,30})`,
        ],
        ({ what, what2, what3, what4, what5, what6, what7, what8, whom }, message) => {
          const words = what || what2 || what3 || what4 || what5 || what6 || what7 || what8 || '';
          if (message.asks) return undefined;
          if (words === '' && quotedRef(message)) {
            return { intent: { activity: quotedRef(message) ?? {} } };
          }
          const read = readNumbered(message, words);
          if (whom !== undefined) {
            if (!read || !isPerson(whom)) return undefined;
            return { intent: { activity: read.activity, people: [whom] } };
          }
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
      {
        name: 'number-first',
        opens: ['0', '我', '活'],
        needs: /[去来]不了|不[去来]|参加/,
        longest: 24,
        read(message) {
          // 1不去了, 我去不了1了: all that is said.
          const said = new RegExp(
            `^(?:活动)?#?(?<number>\\d{1,5})(?:号活动|号|活动)?我?${cannot}$|^我?[去来]不了(?:活动)? ?#?(?<number2>\\d{1,5})(?:号活动|号|活动)?了?$`,
          ).exec(message.text)?.groups;
          const number = Number(said?.number ?? said?.number2);
          const isOpen = message.context.vocabulary.activities?.some((one) => one.number === number);
          return said && isOpen && !message.asks ? { intent: { activity: { number } } } : undefined;
        },
      },
      {
        name: 'own-card',
        rank: -10,
        needs: /^(?:取消|退出|算了|不了|不用了?|不要了?|放弃|让给|no)/,
        read(message) {
          // 取消, 算了 to the news of one's own sign-up.
          const isOwn =
            /报名了|已报名|已从候补|候补|【明天的活动】|【马上开始】|waitlist|signed (?:you )?up/.test(
              message.context.quote?.text ?? '',
            );
          const isNo =
            /^(?:取消吧?|取消报名|退出|不等|不排|那?算了|不了|不用|不要|放弃|让给(?:别人|其他人|下一位|他们)|no,? ?(?:thanks?|thank you)?)(?:了|吧)*(?:[ ,。!]+(?:谢谢|让给(?:别人|其他人|下一位)|我?有事).*)?$/.test(
              message.text,
            );
          const activity = quotedRef(message);
          return isOwn && isNo && activity ? { intent: { activity } } : undefined;
        },
      },
      addressed(
        'card',
        [
          `.{0,80}`,
          `(?:取消吧?|取消报名|退出|不等|不排)了?|(?:sorry,? ?)?(?:i )?(?:can'?t (?:come|go|make it)|(?:am )?not (?:coming|going)|cancel)`,
        ],
        (_, message, match) => {
          const activity = quotedRef(message);
          if (!activity || message.asks) return undefined;
          if (/^(?:取消|退出|不[等排]|sorry|i |can|not|cancel)/.test(match[0]) && !/[去来]/.test(match[0]))
            return plainNo.test(match[0]) ? { intent: { activity } } : undefined;
          const { comes, leaves } = readComing(message.original(0));
          if (!leaves || (comes && isNotice(message.context.quote?.text ?? ''))) return undefined;
          return { intent: compact({ activity, people: leavingOnly(leaves, comes !== undefined) }) };
        },
        -2,
      ),
      addressed(
        'said',
        [
          `(?:我|俺|我们)?(?:要|想)?(?:退出|不能参加|参加不了|不参加|去不了|来不了)(?<what3>.{1,24}?)(?:的?活动)?(?:了|啦)?`,
          `(?:i )?(?:can'?t|cannot) (?:come|make it|go|join)(?: to| on| for)? (?<what2>.{1,40})`,
          `take me off(?: the list)?(?: for| of)? ?(?<what4>.{1,40})`,
          `把我(?:的名字)?从(?<what5>.{1,24}?)(?:的?名单)?(?:里|中|上)?(?:划|去|删|退|撤|拿|移)(?:掉|除|了|下来?)+`,
          `.{2,60}`,
        ],
        ({ what2, what3, what4, what5 }, message) => {
          if (message.asks) return undefined;
          const part = what2 ?? what3 ?? what4 ?? what5;
          const from = part === undefined ? 0 : message.text.indexOf(part);
          const target = readTarget(message, from, part === undefined ? undefined : from + part.length);
          if (!target.certain && !target.activity.date) return undefined;
          const { activity } = target;
          if (part !== undefined) return { intent: { activity } };
          const { comes, leaves } = readComing(target.rest);
          return (
            leaves && { intent: compact({ activity, people: leavingOnly(leaves, comes !== undefined) }) }
          );
        },
        3,
        /去|来|参加|退出|can|take|把我/,
      ),
      addressed(
        'bare',
        `(?:我|俺|我们)?${cannot}`,
        (_, message) =>
          message.context.direct && !message.context.quote && !message.asks
            ? { intent: { activity: {} } }
            : undefined,
        5,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '取消报名', examples: ['取消报名 12'] },
      en: { what: 'cancel a sign-up', examples: ['cancel sign-up 12'] },
    },
  },
);
