import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { PersonRef } from '../intent.ts';
import { personRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { compact } from '../rules.ts';

type Request = { text: string; onBehalfOf?: PersonRef; urgent?: boolean };

const verb =
  /^(?:我要|我想|我)?(?:报修|求助|点单|提诉求|诉求|反映问题|反映|上报问题|报障|我要投诉|投诉|提建议|建议|维修申请|申请维修|request(?: help)?|repair|report (?:a )?(?:fault|problem)|need help)(?:一下|一个|个)?/;
const behalf =
  /^(?:代|替|帮|给|为)(?<who>.{2,24}?)(?:报修|求助|点单|提诉求|反映|提个诉求|申请维修)(?:一下)?[ :,]*/;
const trouble =
  /坏了|坏掉|松了|歪了|倒了|丢了|不见了|裂了|爆了|不亮|漏水|漏电|渗水|堵了|堵塞|堵住|停电|没电|跳闸|没水|停水|断了|断电|掉了|脱落|塌|裂|冒烟|冒水|异味|臭|火花|积水|没信号|打不开|关不上|修一下|修修|来修|帮忙修|上门|需要人|要人帮|需要帮|谁能帮|有人.{0,6}吗.{0,2}帮|没人管|管管|管一管|占用|太吵|扰民|占道|堵路|垃圾没人|不通|松动|老化|裸露|破了|破损|摔|broken|leak|no (?:power|water|electricity)|blocked|is out|not working|doesn'?t work|need (?:a |some )?(?:help|repair|plumber|electrician)/;
const hurry = /紧急|很急|急!|[,，。! ]急|急$|着急|马上|赶紧|尽快|快来|立刻|urgent|asap|emergency|right away/;

function open(message: Message, from: number, onBehalfOf?: PersonRef): Reading<Request> | undefined {
  const text = message.rest(from);
  const person = compact({ onBehalfOf });
  if (text === '') return { ask: 'text', draft: { ...person } };
  return {
    intent: { text, ...person, ...(hurry.test(message.text) ? { urgent: true } : {}) },
  };
}

/** Somebody needs something done. */
export const requestOpen = defineIntent(
  z.object({
    name: z.literal('request.open'),
    text: z.string().min(1),
    onBehalfOf: personRef.optional(),
    urgent: z.boolean().optional(),
  }),
  {
    rules: [
      {
        name: 'verb',
        opens: [
          '报',
          '求',
          '点',
          '提',
          '诉',
          '反',
          '投',
          '建',
          '维',
          '申',
          '上',
          '我',
          'request',
          'repair',
          'report',
          'need',
        ],
        longest: 1500,
        read(message) {
          const match = verb.exec(message.text);
          if (!match) return undefined;
          const after = message.text.slice(match[0].length);
          if (
            /^的|^ ?(?:进度|状态|情况|电话|了|结果|流程|建议|评价|什么时候|啥时候|多久|处理|怎么样|到哪|status|progress)/.test(
              after,
            )
          )
            return undefined;
          if (message.addressed)
            return message.asks && after.length < 6 && after !== ''
              ? undefined
              : open(message, match[0].length);
          // Not addressed: the word stands apart, and what follows says something.
          const sure = /^(?:我要|我想|我)?(?:报修|点单|提诉求|诉求|求助|报障|反映问题|repair|request)$/.test(
            match[0].trim(),
          );
          if (!sure || !/^[ :\n]/.test(after) || after.trim().length < 4) return undefined;
          return open(message, match[0].length);
        },
      },
      {
        name: 'behalf',
        opens: ['代', '替', '帮', '给', '为'],
        longest: 1500,
        read(message) {
          const match = behalf.exec(message.text);
          const who = match?.groups?.who;
          if (!match || !who) return undefined;
          const person = message.personAt(
            message.text.indexOf(who),
            true,
            message.text.indexOf(who) + who.length,
          );
          if (!person || person.end < message.text.indexOf(who) + who.trim().length) {
            if (!/^[\u4e00-\u9fff]{2,4}$/.test(who)) return undefined;
          }
          return open(message, match[0].length, person?.person ?? { name: who });
        },
      },
      {
        name: 'trouble',
        rank: 5,
        longest: 1500,
        read(message) {
          if (!trouble.test(message.text)) return undefined;
          if (/怎么|如何|为什么|为啥|多久|什么时候/.test(message.text) && !/帮|修|处理/.test(message.text))
            return undefined;
          return open(message, 0);
        },
      },
    ],
    help: {
      roles: ['resident'],
      zh: { what: '报修、求助、点单', examples: ['报修 3栋2单元楼道灯不亮'] },
      en: { what: 'ask for help', examples: ['request the light in the stairwell is out'] },
    },
  },
);
