import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { looksLikeName } from '../reading/people.ts';
import { addressed, command, compact } from '../rules.ts';
import { teamName } from '../teams.ts';

const agreement =
  '(?:我)?(?:同意|是|对|可以|好|行|准|批准|通过|没问题|欢迎)(?:加入|入队)?(?:的|了|吧)?|yes|ok|agreed?';
const agrees = new RegExp(`^(?:${agreement})[。.! ]*$`);
/** 同意张三: the captain says whom. */
const agreesTo =
  /^(?:我)?(?:同意|批准|准许?|通过|欢迎|可以让?)[ :,]*(?<name>\S{2,20}?)(?:的(?:申请|加入|入队))?(?:加入|入队)?(?:的|了|吧)?[。.! ]*$/;

/** The card on which somebody asks to join: 【入队申请】王芳想加入巡逻队, [To join] … */
const wish =
  /^【入队申请】(?<name>\S{1,20}?)想加入(?<team>\S{2,12})。|^\[Asks to join\] (?<name>.{1,40}?) would like to join (?<team>.{2,20}?)\. /;

const named = (words: string | undefined) =>
  (words ?? '').split(/[\s,、;和跟及]+/).filter((word) => word !== '');

/** Somebody joins a team or leaves it; the captain takes people in. */
export const teamMember = defineIntent(
  z.object({
    name: z.literal('team.member'),
    team: z.string(),
    joins: z.boolean(),
    /** Whom the captain takes in or out; the speaker without it. */
    people: z.array(z.string()).optional(),
  }),
  {
    rules: [
      command(
        'member',
        '加 退 我 入 join leave 巡 清 志 调 辅 文 环 消 护 义',
        [
          `(?:我要|我想|我)?(?:加入|入)[ :]*(?<joined>${teamName})`,
          `(?:我要|我想|我)?退出[ :]*(?<left>${teamName})`,
          `(?<taking>${teamName})(?:增加|添加|加上|加(?![强油班大快急倍紧]))(?:队员|成员)?[ :]*(?<added>.{2,120})`,
          `(?<dropping>${teamName})(?:减少|移除|去掉)(?:队员|成员)?[ :]*(?<dropped>.{2,120})`,
          `join team (?<joined2>[a-z][a-z -]{1,20})`,
          `leave team (?<left2>[a-z][a-z -]{1,20})`,
        ],
        (groups, message) => {
          if (message.asks) return undefined;
          const { joined, joined2, left, left2, taking, added, dropping, dropped } = groups;
          const people = named(added ?? dropped);
          if (!people.every((word) => looksLikeName(word))) return undefined;
          const team = joined ?? joined2 ?? left ?? left2 ?? taking ?? dropping;
          if (!team) return undefined;
          const joins = (joined ?? joined2 ?? taking) !== undefined;
          return { intent: compact({ team, joins, people: people.length > 0 ? people : undefined }) };
        },
      ),
      addressed(
        'moved',
        [
          `(?:把|将|让|请|给|同意|批准|欢迎)?(?<added>\\S.{1,60}?)(?:加进|加入|加到|添加到|添加进|拉进|拉入|编入|放进|进|入)[ ]?(?<team>${teamName})(?:里|中|去)*(?:了|吧)?`,
          `(?:给|往)?(?<team2>${teamName})(?:里|中)?(?:再)?(?:增加|添加|加上?|加入|加进|补上?)(?:队员|成员|一?个|一?位|新人)*[ :]*(?<added2>.{2,60}?)(?:进来|进去)?`,
          `(?:把|将|让)?(?<dropped>\\S.{1,60}?)(?:移出|退出|踢出|清出|请出|调出|离开|不在)[ ]?(?<team3>${teamName})(?:了|吧)?`,
          `(?:把|将)?(?<dropped2>\\S.{1,60}?)从[ ]?(?<team4>${teamName})(?:里|中)?(?:移除|移出|去掉|删除|删掉|拿掉|踢出去?|退出)(?:了|吧)?`,
          `(?:从)?(?<team5>${teamName})(?:里|中)?(?:移除|移出|去掉|删除|删掉|拿掉|减少)(?:队员|成员)?[ :]*(?<dropped3>.{2,60}?)`,
          `(?:移除|移出|删除|删掉)[ :]*(?<team6>${teamName})(?:的|里的|[ ,:])(?:队员)?[ :]*(?<dropped4>.{2,60}?)`,
        ],
        (groups, message) => {
          if (message.asks) return undefined;
          const { team, team2, team3, team4, team5, team6 } = groups;
          const added = groups.added ?? groups.added2;
          const people = named(
            added ?? groups.dropped ?? groups.dropped2 ?? groups.dropped3 ?? groups.dropped4,
          );
          const name = team ?? team2 ?? team3 ?? team4 ?? team5 ?? team6;
          if (!name || people.length === 0 || !people.every((word) => looksLikeName(word))) return undefined;
          return { intent: { team: name, joins: added !== undefined, people } };
        },
        0,
        /队/,
      ),
      addressed(
        'agreed',
        agreement,
        (_, message) => {
          const asked = wish.exec(message.context.quote?.text ?? '')?.groups;
          return asked?.name && asked.team
            ? { intent: { team: asked.team, joins: true, people: [asked.name] } }
            : undefined;
        },
        -10,
      ),
    ],
    answer({ missing, draft }, message) {
      if (missing !== 'agreement') return undefined;
      const asked = draft as { team: string; joins: boolean; people?: string[] };
      const name = agreesTo.exec(message.text)?.groups?.name;
      const isMeant = agrees.test(message.text) || (name !== undefined && asked.people?.includes(name));
      return isMeant ? { intent: asked } : undefined;
    },
    help: {
      roles: ['resident'],
      zh: { what: '加入队伍', examples: ['加入 巡逻队', '退出 巡逻队'] },
      en: { what: 'join a team', examples: ['join team patrol'] },
    },
  },
);
