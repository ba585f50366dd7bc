import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { readMoment } from '../moments.ts';
import { addressed, command, compact, wordsOf } from '../rules.ts';

/** A notice to the residents' groups. */
export const noticeBroadcast = defineIntent(
  z.object({
    name: z.literal('notice.broadcast'),
    text: z.string().min(1),
    rooms: z.array(z.string()).optional(),
    publishAt: z.iso.datetime({ offset: true }).optional(),
  }),
  {
    rules: [
      command(
        'broadcast',
        '群 广 发 定 broadcast announce send 全',
        [
          `(?<when>定时[ ]?[^,:\\n]{2,20}?[ ,:])?(?:群发|群发通知|广播|全群通知|群公告|发群公告)(?:通知|消息|公告)?(?:给|到|至)?(?:(?<rooms>[^:\\n]{1,30}群)(?=[ :,\\n]))?[ :,\\n]+(?<text>\\S.+)`,
          `(?:发布?|发个|发一?条|发送)(?:群)?(?:通知|公告)(?:给|到)?(?:(?<rooms>[^:\\n]{1,30}群)(?=[ :,\\n]))?[ :\\n]+(?<text>\\S.+)`,
          `(?:群发|广播|发通知|发公告|broadcast)`,
          `(?:broadcast|announce|send (?:a )?notice)(?: to (?<rooms>[^:]{2,40}))?(?:: ?| )(?<text>\\S.+)`,
        ],
        ({ when, rooms, text }, message, match) => {
          const words = wordsOf(text, message, match);
          if (!words) return message.addressed ? { ask: 'text', draft: {} } : undefined;
          const to = rooms
            ?.split(/[、,和及 ]+/)
            .filter((room) => room !== '' && !/^(?:所有|全部|各)?群$/.test(room));
          const publishAt = when ? readMoment(when, message.context.now) : undefined;
          return {
            intent: compact({
              text: words,
              rooms: to?.length ? to : undefined,
              publishAt,
            }),
          };
        },
        4000,
      ),
      addressed(
        'said',
        `(?:帮我|请)?(?:通知|告诉|转告|通知一下)(?:一下)?(?:大家|各位|所有人|全体居民|居民们?|各户)(?:[ :,，]*)(?<text>\\S.{3,})|通知[ :\\n]+(?<text2>\\S.{3,})`,
        ({ text, text2 }, message, match) => {
          const words = wordsOf(text ?? text2, message, match);
          return words && !message.asks ? { intent: { text: words } } : undefined;
        },
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '群发通知', examples: ['群发 明天上午停水'] },
      en: { what: 'broadcast a notice', examples: ['broadcast water is off tomorrow'] },
    },
  },
);
