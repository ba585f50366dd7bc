import { z } from 'zod';
import { quotedRef, readActivity, readTarget } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { isPerson, isSelf, readParty } from '../party.ts';
import { readNumeral } from '../reading/numerals.ts';
import { looksLikeName } from '../reading/people.ts';
import { compact } from '../rules.ts';
import { readBeside, readOnCard, signUp } from '../signing-up.ts';

const verb =
  /^(?:(?<together>我们[俩仨]|我们[两三四五六]个?人?|(?:我们?家?|俺家?|咱家?)?(?:一家)?[两三四五六]口人?)|我们?|俺|本人|我家|(?<others>(?:我|俺)(?:[和跟与、]|带[上着]?|陪).{1,12}?))?(?:也|都|一起)?(?:要|想)?(?:报名|报个名|报一下名|报下名|参加报名|预约报名|报上名|报)(?:参加|一下|了|上)?[ :,]*/;
const verbEnglish =
  /^(?:sign (?:me |us )?up(?: for)?|sign-up|signup|join|register for|i(?:'ll| will) join|i am in for|count me in(?: for)?|enrol?l?(?: in)?|book)[ :]*/;
const forOthers = /^(?:帮|给|替|代|为)(?<who>[^报参]{2,16}?)(?:报名?|报个名|参加)(?:参加|一下)?[ :,]*/;
/** Words before 我去 on a card that say yes and nothing else. */
const agreement = /^(?:(?:好的?|好嘞|行|可以|嗯+|收到|没问题|ok|okay|那|谢谢)[ ,。!~]*)+/;
const joins =
  /^(?:我|俺|我们|我家)?(?:也)?(?:报名|报|参加|要参加|想参加|去|我去|来|能去|能参加|可以去|可以参加|算我一?个|加我一?个|带我一?个|\+ ?\d{1,2}|加一|加1|1|i'?m in|count me in|join|i'?ll (?:come|join|go)|me too)(?:[ ,]*(?:算我一?个|报名|我也去|\+1))*(?:[ ,]*(?<count>[一二两俩三四五六七八九十\d]{1,2})(?:个?人|位|名))?$/;

/** I, or these people, or so many of us, come along. */
export const activitySignUp = defineIntent(
  z.object({
    name: z.literal('activity.sign-up'),
    activity: activityRef,
    people: z.array(z.string()).optional(),
    /** All of them, whoever speaks among them. */
    count: z.int().positive().optional(),
    /** Numbers of further activities that they sign up for: 报名 1、2. */
    also: z.array(z.int().positive()).optional(),
    /** What says neither who nor how many: a shift of it (早班, 搬运), a remark, or a name of the roster. */
    shift: z.string().optional(),
    /** Everything beside the activity, as it was written: what is in it once the names of its shifts are known. */
    words: z.string().optional(),
    /** So many more than are on the list already: 再加一个. */
    extra: z.int().positive().optional(),
    /** Words for a number of people that nobody can count: 全家. */
    unclear: z.string().optional(),
    /** 帮李奶奶报名: whoever speaks does not come. */
    behalf: z.literal(true).optional(),
    /** Not said to the bot, and beside the activity stands what may be a shift of it or quite another matter. */
    passing: z.literal(true).optional(),
    /** The title stands beside the number; a job may be called the same: 报名 3 包饺子. */
    titled: z.literal(true).optional(),
  }),
  {
    rules: [
      {
        name: 'verb',
        opens: [
          '报',
          '我',
          '俺',
          '参',
          '预',
          '本',
          'sign',
          'signup',
          'join',
          'register',
          'count',
          'i',
          'enrol',
          'enroll',
          'book',
        ],
        read(message) {
          const match = verb.exec(message.text) ?? verbEnglish.exec(message.text);
          if (!match || (/报[ :,]*$/.test(match[0]) && !message.addressed)) return undefined;
          if (/^报[ :,]*$/.test(match[0].replace(/^[我俺]/, ''))) return undefined;
          const { together, others } = match.groups ?? {};
          return signUp(message, match[0].length, others ?? together);
        },
      },
      {
        name: 'for-others',
        opens: ['帮', '给', '替', '代', '为'],
        read(message) {
          const match = forOthers.exec(message.text);
          const who = match?.groups?.who;
          if (!match || !who) return undefined;
          const names = who.split(/[、,和跟 ]+/).filter((word) => word !== '');
          if (!names.every((name) => isSelf(name) || isPerson(name) || looksLikeName(name))) return undefined;
          return signUp(message, match[0].length, names.join('、'), !names.some(isSelf));
        },
      },
      {
        name: 'title-first',
        opens: ['*'],
        needs: /报名$/,
        longest: 40,
        read(message) {
          // 清洁家园报名, 1号我报名: all that is said, on the only line.
          const what = /^(?<what>[^\n]{1,24}?)(?:的?活动)?(?:我|俺|我们)?(?:也)?(?:要|想)?报名$/.exec(
            message.text,
          )?.groups?.what;
          if (!what || message.asks || message.source.trim().includes('\n')) return undefined;
          const { activity, certain, rest } = readTarget(message, 0, what.length);
          const isOpen = message.context.vocabulary.activities?.some(
            ({ number }) => number === activity.number,
          );
          return certain && isOpen && rest === '' ? { intent: { activity } } : undefined;
        },
      },
      {
        name: 'for-them',
        opens: ['*'],
        needs: /[帮替给代](?:她|他|ta)也?报/,
        read(message) {
          const match =
            /^(?<who>[^,]{2,8}?)(?:不会|不太会|没|眼|腿|年纪|说|让|托|想).{0,14}?,?我?[帮替给代](?:她|他|ta)也?(?:报名?|报个名)[ :,]*/.exec(
              message.text,
            );
          const who = match?.groups?.who;
          return match && who && isPerson(who) ? signUp(message, match[0].length, who, true) : undefined;
        },
      },
      {
        name: 'promoted',
        rank: -10,
        needs: /^(?:好|行|可以|嗯|收到|没问题|ok|yes|谢谢)/,
        read(message) {
          // 好的 to the news that a place is free keeps the place.
          const isNews = /已从候补转为正式报名|moved up from the waitlist/.test(
            message.context.quote?.text ?? '',
          );
          const isYes = message.text.replace(agreement, '').replace(joins, '') === '';
          const activity = quotedRef(message);
          return isNews && isYes && activity ? { intent: { activity } } : undefined;
        },
      },
      {
        name: 'card',
        rank: -2,
        read(message) {
          const activity = quotedRef(message);
          if (!activity || message.asks) return undefined;
          const match = joins.exec(message.text);
          const plus = /^\+ ?(\d{1,2})$/.exec(message.text)?.[1];
          const count = match?.groups?.count ? readNumeral(match.groups.count) : plus && Number(plus);
          if (match) return { intent: compact({ activity, count: count && count > 1 ? count : undefined }) };
          const said = readOnCard(message);
          return said && { intent: { activity, ...said } };
        },
      },
      {
        name: 'said',
        rank: 3,
        read(message) {
          const { text } = message;
          if (message.asks || /取消|不能|不去|去不了|来不了|退/.test(text)) return undefined;
          const beside = readBeside(message);
          if (beside) return beside;
          const match =
            /^(?:我|俺|我们)?(?:也)?(?:想|要|能)?(?:去)?(?:参加|报名|去)(?<what>.{2,24})$/.exec(text) ??
            /^(?<what>.{2,24}?)(?:的)?(?:活动)?,? ?(?<who>我和.{1,6}?|我跟.{1,6}?|我|俺|我们)?(?:也|都|一起|两个?人?|俩)*(?:去(?=$)|[算加]我(?:一?个)?|我报名|报名|我参加|我要去|我能去|我去|参加)(?:吧)?$/.exec(
              text,
            ) ??
            /^(?:i(?:'d| would) like to join|i want to join|i'll join|put me down for|sign me up for) (?<what>.{2,40})$/.exec(
              text,
            );
          const { what, who } = match?.groups ?? {};
          if (!what) return undefined;
          const plain = /^(?:i(?:'d| would)|i want|i'll|put me|sign me)/.test(text);
          const { activity, certain } = readActivity(message, what);
          if (!certain && !activity.date && !(plain && activity.title)) return undefined;
          const { people, count } = readParty(`${who ?? ''} ${plain ? '' : what}`);
          return { intent: compact({ activity, people, count }) };
        },
      },
    ],
    help: {
      roles: ['resident'],
      zh: { what: '报名活动', examples: ['报名 12', '报名 周六的清扫 2人'] },
      en: { what: 'sign up', examples: ['sign up 12'] },
    },
  },
);
