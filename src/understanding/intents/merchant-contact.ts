import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';
import { compact } from '../rules.ts';

/** Somebody may verify a merchant's codes, or may not any more; or this group is the merchant's. */
export const merchantContact = defineIntent(
  z.object({
    name: z.literal('merchant.contact'),
    change: z.enum(['add', 'remove', 'room']),
    person: personRef.optional(),
    merchant: z.string(),
  }),
  {
    rules: [
      {
        name: 'room',
        opens: ['绑', 'bind'],
        read(message) {
          const match =
            /^(?:绑定(?:本群|这个群)?[ ]*(?:商户|商家)群?[ :]*|bind (?:this room )?merchant )(?<merchant>.{2,20})$/.exec(
              message.text,
            );
          if (!match?.groups?.merchant) return undefined;
          return {
            intent: {
              change: 'room' as const,
              merchant: message.original(match[0].length - match.groups.merchant.length),
            },
          };
        },
      },
      {
        name: 'person',
        opens: ['商', '撤', '取', 'merchant', 'revoke'],
        read(message) {
          const match =
            /^(?:(?<add>商户授权|商家授权|merchant add)|(?:撤销|取消)商[户家]授权|merchant remove)[ :]*/.exec(
              message.text,
            );
          if (!match) return undefined;
          const person = message.personAt(match[0].length);
          if (!person) return undefined;
          const merchant = message
            .rest(person.end)
            .replace(/^\s*(?:为|到|给|的|to|from|for)\s*/, '')
            .trim();
          if (merchant.length < 2 || merchant.length > 20) return undefined;
          return {
            intent: compact({
              change: match.groups?.add ? ('add' as const) : ('remove' as const),
              person: person.person,
              merchant,
            }),
          };
        },
      },
    ],
    help: {
      roles: ['admin'],
      zh: { what: '让商户核销', examples: ['商户授权 @王老板 好邻居理发店', '绑定商户群 好邻居理发店'] },
      en: { what: 'let a merchant verify codes', examples: ['merchant add @Wang barber'] },
    },
  },
);
