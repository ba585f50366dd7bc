import { z } from 'zod';
import { defineIntent } from '../define.ts';
import type { Selection } from '../intent.ts';
import { selection } from '../intent.ts';
import { approveVerb, approveWords, holdsBack } from '../lexicon.ts';
import type { Message } from '../message.ts';
import { numberList, readNumberList, selectNumbers } from '../reading/selections.ts';
import { addressed, command, compact, numbersGroup, wordsOf } from '../rules.ts';

const everything = '(?:全部|全都|所有的?|统统|一律|剩下的?|其余的?|其他的?|别的|都|全|均)';
const except = `(?:除了|除|除去|除开|except(?: for)?|but(?: not)?)[ :]*(?<except>${numberList})(?:以外|之外|外|不算|不批|先不批)?`;
const shortYes = new RegExp(
  `^(?:(?:我)?(?:完全|都|也|觉得|看)?${approveWords}(?:的|了|啦|吧|哈|啊|呀|哦|滴|呢)*|辛苦(?:了|大家)?|收到|谢谢|!|,|。|\\.|~| |👏|🌹|🙏){1,5}$`,
  'u',
);
const holdsYes = new RegExp(`^(?:我)?(?:完全|都|也|觉得|看)?${approveWords}`, 'u');

function everythingBut(written: string | undefined): Selection {
  return { kind: 'all', except: written ? readNumberList(written) : [] };
}

/** 全部通过 without numbers is a command only where cards are decided, or when said to the bot. */
function mayDecideAll(message: Message): boolean {
  return message.addressed || message.inCommittee || message.decides;
}

/** A committee member approves cards by number. */
export const reviewApprove = defineIntent(
  z.object({ name: z.literal('review.approve'), selection, note: z.string().optional() }),
  {
    rules: [
      command(
        'all',
        '全 所 统 一 剩 其 别 都 均 通 同 批 除 approve all everything pass 核 准 除',
        [
          `${everything}(?:的)?(?:待审的?|申报|积分申报|单子)?(?:的)?(?:都|全部|全)?(?:予以)?${approveVerb}(?:了|吧)?(?:[ ,，]*${except})?`,
          `${everything}(?:的)?(?:待审的?|申报)?(?:都|全部|全)?${approveVerb}(?:了|吧)?[ ,，]*(?<except>${numberList})(?:除外|不算|不批|先不批|例外|暂缓)`,
          `(?:都|全|全部)(?:批了?|准了?)`,
          `${approveVerb}[ ]?(?:全部|所有|剩下|其余)(?:的)?(?:待审的?|申报)?(?:[ ,，]*${except})?`,
          `${except}[ ,，]*(?:其他的?|其余的?|剩下的?|别的|另外的)?(?:${everything}|可以)*(?:予以)?${approveVerb}(?:了|吧)?`,
          `(?:approve|pass) (?:all|everything|the rest|all pending)(?:[ ,]+${except})?|all (?:approved|ok|pass(?:ed)?)(?:[ ,]+${except})?|everything (?:approved|ok)(?:[ ,]+${except})?|all ${except} approved`,
        ],
        ({ except: but }, message) => {
          // 都通过 to a card with several numbers means these.
          const left = message.card.filter((number) => !readNumberList(but ?? '').includes(number));
          const onCard = selectNumbers(left);
          if (onCard) return { intent: { selection: onCard } };
          // 除3、7外通过 speaks of lines of a list: cards have larger numbers.
          if (but && !/#/.test(but) && readNumberList(but).some((number) => number < 1000)) return undefined;
          return mayDecideAll(message) || (but && readNumberList(but).every((number) => number >= 1000))
            ? { intent: { selection: everythingBut(but) } }
            : undefined;
        },
      ),
      command(
        'numbers',
        '审 评 予 准 一 通 同 批 核 approve pass ok 0 # 编 单 第 我 把 no 将 全',
        [
          `(?:我)?${approveVerb}(?:了)?[ :,]*(?:申报|登记|编号|单号)?[ :]*${numbersGroup}(?:的申报|的|条|吧|了)?(?:[ ,;。:]+(?<note>[^\\d#\\s].*))?`,
          `(?:把|将)?${numbersGroup}(?:的申报|这条|这几条|这些|的)?[ ,:]*(?:我)?(?:都|全部|全|均|可以|予以|给|请)*[ ]?(?:${approveVerb}|可以|没问题|属实|批了|准了|approved|is ok|are ok|ok)(?:吧)?(?:[ ,;。:]+(?<note>[^\\d#\\s].*))?`,
        ],
        ({ numbers, note }, message, match) => {
          const selection = selectNumbers(readNumberList(numbers ?? ''));
          if (selection?.kind !== 'numbers') return undefined;
          if (note && (holdsBack.test(note) || /驳回|不通过|不同意|改成|改为|reject|\d{4}/.test(note)))
            return undefined;
          // 通过 1 or 同意 3号 is chatter; cards have larger numbers, or the # of a card.
          const sure = selection.numbers.every((number) => number >= 1000) || /#/.test(match[0]);
          if (!message.addressed && !sure) return undefined;
          if (!message.addressed && /可以|没问题|属实/.test(match[0]) && !message.inCommittee)
            return undefined;
          return {
            intent: compact({
              selection,
              note: wordsOf(note, message, match),
            }),
          };
        },
        500,
      ),
      {
        name: 'card',
        rank: -1,
        read(message) {
          if (message.card.length === 0) return undefined;
          const { text } = message;
          if (message.quotesActivity && !/通过|批准|核准|同意|approve/.test(text)) return undefined;
          if (!shortYes.test(text) || !holdsYes.test(text)) return undefined;
          if (message.decidesNothing) return { silent: 'agrees, but decides nothing' };
          return {
            intent: { selection: { kind: 'numbers' as const, numbers: message.card } },
          };
        },
      },
      addressed(
        'card-note',
        `(?:我)?(?:通过|同意|批准|核准|没问题|属实|approved?)(?<gap>[ ,，:。]+)(?<note>.{1,120})`,
        ({ note }, message, match) => {
          if (message.card.length === 0 || message.decidesNothing || !note) return undefined;
          if (holdsBack.test(note) || message.asks || /但|不过|驳回|不|改|按|算|\d/.test(note))
            return undefined;
          return {
            intent: compact({
              selection: { kind: 'numbers' as const, numbers: message.card },
              note: wordsOf(note, message, match),
            }),
          };
        },
        -1,
      ),
      addressed(
        'card-hold',
        `.{1,60}`,
        (_, message) => {
          if (message.card.length === 0 || !holdsBack.test(message.text)) return undefined;
          if (message.quotesActivity || message.quotesRequest) return undefined;
          return /\d|小时|分|驳回/.test(message.text) ? undefined : { silent: 'holds back a decision' };
        },
        -1,
      ),
    ],
    help: {
      roles: ['committee'],
      zh: { what: '评审通过', examples: ['通过 1023 1025-1027', '除了1025都通过'] },
      en: { what: 'approve', examples: ['approve 1023 1025-1027'] },
    },
  },
);
