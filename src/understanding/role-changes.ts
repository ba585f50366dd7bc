import { namedBody } from './bodies.ts';
import type { Reading } from './define.ts';
import type { PersonRef, Role } from './intent.ts';
import { gridName, readRole, roleName } from './lexicon.ts';
import type { Message } from './message.ts';
import { compact } from './rules.ts';

type Name = 'role.grant' | 'role.revoke';
interface Change {
  person: PersonRef;
  role: Role;
  grid?: string;
  body?: string;
}

const place = `(?<grid>${gridName})?(?:的)?`;
const role = `(?<role>${roleName})(?:的)?(?:角色|权限|职务|身份|资格|岗位|职位)?(?:吧)?`;

const shapes: Record<Name, RegExp[]> = {
  'role.grant': [
    `(?:授权|授予|任命|设置|设定|设|添加|增加|指定|聘任|聘|加|grant|appoint|add|make)(?:角色)?[ :]*(?<who>@?[^,]{2,30}?)(?: ?(?:为|当|做|担任|成为|成|as|to be|an?|the))?[ ,]*${place}[ ]*${role}(?: (?:of|for) (?<grid2>${gridName}))?[ ]*(?<grid3>${gridName})?`,
    `(?:让|把|将|给|请)[ ]?(?<who>@?[^,]{2,30}?)[ ]?(?:设置?为|加入|列入|选进|编入|设成|授权为?|任命为|定为|升为|当|做|担任|为|加上?|添加|改为)[ ]*${place}[ ]*${role}`,
    `(?:添加|增加|新增|授予|任命)${place}${role}[ :]+(?<who>@?[^,]{2,30}?)`,
    `(?<who>@[^ ,]{1,20})[ ,]*(?:设为|任命为|担任|是)[ ]*${place}[ ]*${role}`,
  ].map((source) => new RegExp(`^(?:${source})$`)),
  'role.revoke': [
    `(?:撤销|撤掉|取消|免去|解除|收回|移除|去掉|删除|罢免|撤|revoke|remove|dismiss)(?:角色)?[ :]*(?<who>@?[^,]{2,30}?)(?:的|'s| as| from)?[ ,]*${place}[ ]*${role}(?: (?:role|of (?<grid2>${gridName})))?[ ]*(?<grid3>${gridName})?`,
    `(?:把|将)[ ]?(?<who>@?[^,]{2,30}?)的?${place}${role}(?:撤销|撤掉|取消|免去|去掉|收回|移除|拿掉)(?:掉|了)?`,
    `(?:撤销|取消|免去|移除)${place}${role}[ :]+(?<who>@?[^,]{2,30}?)`,
  ].map((source) => new RegExp(`^(?:${source})$`)),
};

/** 授权 @赵敏 评审委员, 免去张三的一网格网格员: who, which role, and for which grid or in which body. */
export function readRoleChange(message: Message, name: Name): Reading<Change> | undefined {
  if (message.asks) return undefined;
  const named = namedBody(message);
  if (!named) return readChange(message, message.text, name);
  const { body, start, end } = named;
  const { text } = message;
  // 评审委员 议事评审委员会, or the body's name in the place of a role.
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const change =
    readChange(message, `${before.trimEnd()}${after}`, name) ??
    readChange(message, `${before}委员${after}`, name);
  if (!change || !('intent' in change)) return undefined;
  const { role: _, ...rest } = change.intent;
  return { intent: { ...rest, role: body.role, ...(body.appointed === false ? {} : { body: body.id }) } };
}

function readChange(message: Message, text: string, name: Name): Reading<Change> | undefined {
  for (const expression of shapes[name]) {
    const match = expression.exec(text);
    const who = match?.groups?.who;
    const named = readRole(match?.groups?.role ?? '');
    if (!match || !who || !named) continue;
    const at = message.text.indexOf(who);
    const read = message.personAt(at, true, at + who.length);
    if (!read || read.end < at + who.trim().length) continue;
    if (
      !message.addressed &&
      !read.person.contactId &&
      !read.person.address &&
      !/^(?:授权|授予|任命|设置|撤销|免去|解除|grant|revoke|appoint)/.test(match[0])
    )
      continue;
    const grid = match.groups?.grid ?? match.groups?.grid2 ?? match.groups?.grid3;
    return { intent: compact({ person: read.person, role: named, grid }) };
  }
  return undefined;
}
