import { type Party, readParty, relativeIn } from './party.ts';
import { fold } from './reading/fold.ts';

/** What somebody says of who comes and who does not, clause by clause. */
export interface Coming {
  /** Who comes; without people or a number when only a verb says so (我去 says 我). */
  comes?: Omit<Party, 'left'>;
  /** Who does not come, 我 for whoever speaks; empty when nobody is named: 不去了. */
  leaves?: string[];
  /** Clauses that say neither: reasons, remarks. */
  beside: string[];
}

/** They don't come: the end of what is said of somebody, before the reason. */
export const cannot =
  '(?:都|也|就|可能|恐怕|实在|今天|明天|这次|到时候?|应该|暂时|先)*(?:[去来]不了|参加不了|[去来]不成|不(?:想|打算|准备|能|会|用|再|方便)?(?:去|来|参加)|没法(?:去|来|参加)|没办法(?:去|来|参加)|没空(?:去|来)?|没时间(?:去|来)?|退出)(?:了|啦)*';
const refusal = new RegExp(`^(?<who>.*?)${cannot}(?<after>.*)$`);

const verb =
  /^(?<who>.*?)(?:也|都|一起|一块儿?|就|还是|自己|一个人)*(?:要|想|能|可以|会|愿意)?(?:报名|报个名|报一个|报|参加|去|来)(?:参加|报名)?(?:的|吧|一下)*$/;
/** 算我一个, 加我, 给我留个位: they mean whoever speaks, and perhaps some others (算我俩). */
const countMeIn =
  /^(?:算|加|带|叫)上?(?<who>(?:我|俺|我们|我家)[^去来]{0,8}?)(?:一个)?$|^(?:(?:给|帮)我)?留一?(?:个|下)?(?:位置?|名额|座)子?$|^(?:\+1|加一个?|加1|1|me too|i'?m in|count me in|join|i'?ll (?:come|join|go))$/;
const alreadySo = /^(?:只有?|仅|就|只是|就是)?(?<who>.+?)$/;
/** What stands before the matter and says nothing: 好的, 不好意思啊, 我是三号楼的张三. */
const opening =
  /^(?:(?:好的?|好嘞|行|可以|嗯+|收到|没问题|ok|okay|那|谢谢|不好意思|抱歉|对不起|sorry|小积你好|你好)(?:啊|了|哈|呀)?[ ,。!~]*)+|^我(?:是|叫|住)[^,]{2,16}?(?:[ ,]+|(?=我(?:也)?(?:要|想|来)?(?:报名|参加|去)))/;
/** Courtesy in a clause of its own. */
const courtesy = /^(?:谢谢.*|多谢.*|辛苦.*|麻烦.*|拜托.*|不好意思|抱歉|对不起|sorry)$/;

/** Reads 我去, 我老伴不去: every clause says who comes, who does not, or something else. */
export function readComing(words: string): Coming {
  const coming: Coming = { beside: [] };
  const { text } = fold(words);
  let rest = text;
  for (let said = opening.exec(rest); said && said[0].length < rest.length; said = opening.exec(rest))
    rest = rest.slice(said[0].length);
  // The original words serve, as fold keeps the places of all that people's names are made of.
  const original = words.length === text.length ? words.slice(text.length - rest.length) : rest;
  const clauses = original.split(/[,，。;；!！~\n]+/).map((clause) => clause.trim());
  for (const clause of clauses) if (clause !== '') readClause(clause, coming);
  return coming;
}

function readClause(clause: string, coming: Coming): void {
  const { text } = fold(clause);
  if (courtesy.test(text)) return;
  const no = refusal.exec(text)?.groups;
  if (no) {
    const left = whoCannot(clause.slice(0, no.who?.length ?? 0));
    coming.leaves = [...(coming.leaves ?? []), ...left];
    if (no.after) readClause(clause.slice(clause.length - no.after.length), coming);
    return;
  }
  const me = countMeIn.exec(text);
  if (me) {
    addTo(coming, readParty(me.groups?.who ?? '我'));
    return;
  }
  const yes = verb.exec(text)?.groups;
  const who = clause.slice(0, yes ? (yes.who?.length ?? 0) : undefined);
  const party = readParty(alreadySo.exec(who)?.groups?.who ?? '');
  const left = party.left.filter((word) => !/^(?:我们?|俺|我家|我们家|那|就|只|只有)$/.test(word));
  const isSelfSaid = party.people?.some((name) => /^(?:我|俺|me|i)/i.test(name)) ?? false;
  const counted = party.count ?? party.extra ?? party.unclear;
  if (left.length > 0 || !(yes || isSelfSaid || counted !== undefined)) coming.beside.push(clause);
  else addTo(coming, party);
}

function addTo(coming: Coming, { left: _, ...party }: Party): void {
  const people = [...(coming.comes?.people ?? []), ...(party.people ?? [])];
  coming.comes = {
    ...coming.comes,
    ...party,
    ...(people.length > 0 ? { people: [...new Set(people)] } : {}),
  };
}

/** 我妈, 我有事, 周六我家那位: who is meant by the words before 不去了; 我 where a reason stands instead of somebody. */
function whoCannot(words: string): string[] {
  const { people = [], left } = readParty(words.replace(/^(?:的?活动|的|那天|那场)|的$|就$/g, ''));
  // 我家那位: somebody, whatever the list calls them. It is no excuse of the speaker's.
  const athome = left.filter((word) => /^(?:我们?|俺们?|咱们?)家(?!里?有|里?来|里?没)./.test(word));
  const said = [...people, ...athome];
  return said.length > 0 ? said : /^(?:我|俺)(?!们)/.test(words) ? ['我'] : [];
}

/** 我妈腿疼, 孩子发烧: the relatives of whom some trouble is told, as they are named. */
export function leavers(words: string): string[] {
  return words
    .split(/[\s,，。;；]+/)
    .map((clause) => /^(?:(?:我|俺|咱)(?:们?家)?的?)?[\u4e00-\u9fff]{1,3}/.exec(clause)?.[0] ?? '')
    .flatMap((head) => {
      for (let length = head.length; length > 0; length--)
        if (relativeIn(head.slice(0, length))) return [head.slice(0, length)];
      return [];
    });
}
