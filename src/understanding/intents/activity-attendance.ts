import { z } from 'zod';
import { quotedRef } from '../activities.ts';
import { everybodyCame, type ReadMarks, readMarks } from '../attendance-words.ts';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { commonFamily, titled } from '../party-words.ts';
import { command, compact } from '../rules.ts';

const people = z.array(z.string());
const mark = z.object({
  mark: z.enum(['present', 'absent', 'late', 'left-early', 'minutes']),
  people,
  minutes: z.int().positive().optional(),
});

const attendance = z.object({
  name: z.literal('activity.attendance'),
  activity: activityRef.optional(),
  ...mark.shape,
  /** Everybody who signed up was there; `people` are those who were not. */
  everybody: z.literal(true).optional(),
  /** What the same message says of others: 张三到了，王芳没来. */
  also: z.array(mark).optional(),
});
type Attendance = Omit<z.infer<typeof attendance>, 'name'>;

const number = '#?(?<number>\\d{1,5})(?:号活动|号)?';
const list = '名单签到|签到名单|签到|到场';
const marks = '缺席|缺勤|没来|未到|没到|旷工|迟到|早退|工时|服务时长';
/** What a number counts that is no activity's. */
const unit =
  '单元|楼|栋|幢|个|人|位|名|户|点|月|日|天|年|小时|分|米|层|室|岁|元|块|次|班|级|期|公里|[.:-]?\\d';
/** 1签到 张三, 活动1全到了: the number first, as organisers write it among themselves. */
const numberFirst = new RegExp(
  `^(?:活动 ?)?#?(?<number>\\d{1,5})(?:号活动|号|活动)?(?! ?(?:${unit}))[ ,:]*(?<rest>[^\\d ,:].*)$`,
  's',
);
const said =
  /没有?来|没有?到|未到|缺席|缺勤|旷工|迟到|[早晚]到|早退|提前|先走|[到来](?:了|齐|场)|[全都]到|全勤|干了|做了|服务了|工时/;

/** Whether organisers speak among themselves, or to the bot: there shorter words will do. */
function toOrganisers(message: Message): boolean {
  return message.addressed || message.context.roomPurpose === 'grid-workers';
}

/** The intent that marks come to, with names as they were written. */
function settle(
  message: Message,
  read: ReadMarks | undefined,
  given?: string,
): Reading<Attendance> | undefined {
  if (!read || message.asks) return undefined;
  const activity = given ? { number: Number(given) } : quotedRef(message);
  const written = (names: readonly string[]) =>
    names.map((word) => {
      const at = message.text.indexOf(word);
      return at >= 0 ? message.original(at, at + word.length) : word;
    });
  const said = read.marks.map((one) => ({ ...one, people: written(one.people) }));
  const more = (also: typeof said) => (also.length > 0 ? { also } : {});
  if (read.everybody) {
    // Neighbours say 都到了 to each other: it is an order only to the bot, or about an activity.
    const isNamed = read.absent.length > 0 && message.context.roomPurpose === 'grid-workers';
    if (!activity && !message.addressed && !isNamed) return undefined;
    const people = written(read.absent);
    return { intent: compact({ activity, mark: 'present', everybody: true, people, ...more(said) }) };
  }
  const [first, ...also] = said;
  return first && { intent: compact({ activity, ...first, ...more(also) }) };
}

const lenient = (message: Message) => ({ strict: !message.addressed, short: message.addressed });
const strictly = (message: Message) => ({ strict: true, short: message.addressed });

/** Without a number: what colleagues say in passing has to be plain, and about people. */
function isPlain({ everybody, absent, marks }: ReadMarks, message: Message): boolean {
  const isTimed = marks.some(({ mark }) => mark === 'minutes');
  // 楼道干了1小时 is a report of one's own work.
  if (isTimed && !marks.every(({ people }) => people.every(isCertainly))) return false;
  if (!message.addressed) {
    if (isTimed || formal.test(message.text)) return false;
    // 公交车迟到了: among themselves it takes how long, or that somebody has not come.
    return absent.length > 0 || marks.some(({ mark, minutes }) => mark === 'absent' || minutes !== undefined);
  }
  // Under a notice 李奶奶也来了 may be a sign-up.
  return everybody || !message.context.quote || marks.some(({ mark }) => mark !== 'present');
}

const formal = /缺席|缺勤|旷工|请假|不在/;
const certainly = new RegExp(`^${commonFamily}`);
function isCertainly(name: string): boolean {
  return certainly.test(name) || titled.test(name);
}

/** Latin names, as 'present 12 Zhang San, Li Si' lists them. */
function latinNames(message: Message, words: string | undefined): string[] | undefined {
  const read = (words ?? '').split(/\s*(?:[,;、]|\band\b)\s*/).filter((word) => word !== '');
  const isName = (word: string) =>
    /^[a-z][a-z'.-]{0,20}(?: [a-z'.-]{1,20}){1,3}(?:\+\d{1,2})?$|^[\u4e00-\u9fff·]{2,4}$/.test(word);
  if (read.length === 0 || read.length > 100 || !read.every(isName)) return undefined;
  return read.map((word) => {
    const at = message.text.indexOf(word);
    return message.original(at, at + word.length);
  });
}

/** The organiser's list: who was there, who was not, who came late or left early, and for how long. */
export const activityAttendance = defineIntent(attendance, {
  rules: [
    command(
      'everybody',
      '全 都 所 到 人 大 来 满 其',
      `(?<head>${everybodyCame})[ ,:]*(?:${number}(?=[ ,:除就只差没]|$))?(?<rest>.{0,300})`,
      ({ head, number, rest }, message) =>
        settle(message, readMarks(`${head},${rest}`, lenient(message)), number),
      400,
    ),
    command(
      'list',
      '名 签 到 缺 没 未 旷 迟 早 工 服',
      [
        `(?<head>${list}|${marks})(?:[ :]*${number}(?=[ ,:])[ ,:]*|[ :]+)(?<rest>[^\\d ].{1,400})`,
        // 签到张三、李四: names, several of them, or it is somebody's own.
        `(?<head>签到)(?<rest>[\\u4e00-\\u9fff·]{2,4}(?:[ ,、;]+[\\u4e00-\\u9fff·]{2,6})+)`,
      ],
      ({ head, number, rest }, message) =>
        settle(message, readMarks(`${head} ${rest}`, lenient(message)), number),
      600,
    ),
    {
      name: 'number-first',
      opens: ['0', '活', '#'],
      longest: 600,
      read(message) {
        const { number, rest } = numberFirst.exec(message.text)?.groups ?? {};
        return rest && toOrganisers(message)
          ? settle(message, readMarks(rest, strictly(message)), number)
          : undefined;
      },
    },
    {
      name: 'told',
      opens: ['*'],
      longest: 80,
      needs: said,
      read(message) {
        if (!toOrganisers(message)) return undefined;
        const read = readMarks(message.text, { strict: true, short: false });
        return read && isPlain(read, message) ? settle(message, read) : undefined;
      },
    },
    command(
      'everybody-en',
      'everybody everyone all',
      `(?:everybody|everyone|all)(?: came| present| was there)[ ,:]*(?:#?(?<number>\\d{1,5}))?(?:[ ,:]*(?:except|but) (?<but>.{2,200}))?`,
      ({ number, but }, message) => {
        const absent = but ? latinNames(message, but) : [];
        return absent && settle(message, { everybody: true, absent, marks: [] }, number);
      },
      400,
    ),
    command(
      'list-en',
      'present absent late left minutes',
      `(?<head>present|absent|late|left early|minutes)[ :]+(?:#?(?<number>\\d{1,5})(?=[ ,:])[ ,:]*)?(?<rest>[^\\d].{1,200}?)(?: (?<length>\\d{1,3}) ?(?:minutes?|min|m))?`,
      ({ head, number, rest, length }, message) => {
        const mark = head === 'left early' ? 'left-early' : (head as Attendance['mark']);
        const people = latinNames(message, rest);
        if (!people || (mark === 'minutes' && !length)) return undefined;
        const one = { mark, people, ...(length ? { minutes: Number(length) } : {}) };
        return settle(message, { everybody: false, absent: [], marks: [one] }, number);
      },
      400,
    ),
  ],
  help: {
    roles: ['grid-worker'],
    zh: { what: '登记到场', examples: ['签到 张三 李四', '全到 12 除了 王五', '迟到 12 张三 30分钟'] },
    en: { what: 'mark who came', examples: ['everybody came 12 except Wang Wu'] },
  },
});
