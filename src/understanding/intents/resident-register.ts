import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { PersonRef } from '../intent.ts';
import { personRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { looksLikeName } from '../reading/people.ts';
import { compact } from '../rules.ts';

type Register = { address: string; residentName: string; person?: PersonRef };

const verb =
  /^(?:我要|我来|我)?(?:登记|注册|实名登记|实名认证|住户登记|居民登记|入群登记|绑定住址|绑定房号|register|sign me in as)(?:一下|住址|居民|住户|信息|个人信息)?[ :,]*/;

function register(message: Message, from: number, ask: boolean): Reading<Register> | undefined {
  const { text } = message;
  const mention = /@[^\s@,]+/.exec(text);
  const person = mention ? message.personAt(mention.index)?.person : undefined;
  const start = mention && mention.index < from + 2 ? mention.index + mention[0].length : from;
  const read = message.personAt(start, ask);
  const extra = compact({ person: person?.contactId ? person : undefined });
  if (!read)
    return ask && text.slice(start).trim() === '' ? { ask: 'address', draft: { ...extra } } : undefined;
  const { address, name } = read.person;
  const rest = text
    .slice(read.end)
    .replace(mention?.[0] ?? '', '')
    .trim();
  if (address && name && rest.length <= 12) return { intent: { address, residentName: name, ...extra } };
  if (address && rest === '') return ask ? { ask: 'residentName', draft: { address, ...extra } } : undefined;
  if (name && rest === '' && ask && message.addressed)
    return { ask: 'address', draft: { residentName: name, ...extra } };
  return undefined;
}

/** An address and a name and nothing else, as people send it when they were asked who they are. */
function bare(message: Message): Reading<Register> | undefined {
  const read = register(message, 0, false);
  if (!read || !('intent' in read)) return undefined;
  const { address, residentName } = read.intent;
  const isWhole = message.personAt(0, false)?.end === message.text.length;
  const beginsWithAddress = /^[0-9一二三四五六七八九十百a-z]/.test(message.text);
  return isWhole && beginsWithAddress && address && looksLikeName(residentName) ? read : undefined;
}

/** Somebody says where they live, or is entered by another. */
export const residentRegister = defineIntent(
  z.object({
    name: z.literal('resident.register'),
    address: z.string().min(1),
    /** Not `name`: that tells the intents apart. */
    residentName: z.string().min(1),
    person: personRef.optional(),
  }),
  {
    rules: [
      {
        name: 'verb',
        opens: ['登', '注', '实', '住', '居', '入', '绑', '我', 'register', 'sign'],
        read(message) {
          const match = verb.exec(message.text);
          return match && !message.asks ? register(message, match[0].length, true) : undefined;
        },
      },
      {
        name: 'told',
        rank: 1,
        read(message) {
          if (message.asks) return undefined;
          const { text } = message;
          const lives =
            /^(?:我|俺|本人)?(?:叫|是|姓名|名字)[ :是]*(?<name>[\u4e00-\u9fff·]{2,4}|[a-z]+(?: [a-z]+)?)[ ,，。]*(?:家?住在?|住址是?|地址是?|房号是?|家在|i live (?:at|in))[ :]*(?<address>.{3,24})$/.exec(
              text,
            ) ??
            /^(?:我|俺)?.{0,8}?(?:家?住在?|住址是?|房号是?|家在)[ :]*(?<address>.{3,20}?)[ ,，。]+(?:我)?(?:叫|姓名|名字)[ :是]*(?<name>[\u4e00-\u9fff·]{2,4})$/.exec(
              text,
            ) ??
            /^(?:my name is|i am|i'm) (?<name>[a-z]+(?: [a-z]+){0,2})[ ,]*(?:and )?(?:i live (?:at|in)|from|of|at) (?<address>.{3,24})$/.exec(
              text,
            );
          if (
            lives?.groups?.name &&
            lives.groups.address &&
            (message.language === 'en' || looksLikeName(lives.groups.name))
          ) {
            const place = message.personAt(text.lastIndexOf(lives.groups.address), false);
            const at = text.indexOf(lives.groups.name);
            if (place?.person.address) {
              return {
                intent: {
                  address: place.person.address,
                  residentName: message.original(at, at + lives.groups.name.length),
                },
              };
            }
          }
          const match =
            /^(?:我|俺|本人)(?:是|住|家住|住在|家在)?[ :]*(?=\d|[一二三四五六七八九十a-z])|^(?:i am|i'm|this is) (?=\d)/.exec(
              text,
            );
          return match ? register(message, match[0].length, false) : bare(message);
        },
      },
    ],
    help: {
      roles: ['resident'],
      zh: { what: '登记住址姓名', examples: ['登记 3-2-501 张三'] },
      en: { what: 'register', examples: ['register 3-2-501 Zhang San'] },
    },
  },
);
