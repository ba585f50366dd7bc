import type { PersonRef } from '../intent.ts';
import { findAddresses } from './addresses.ts';
import { fold } from './fold.ts';

/** The commonest family names; with them a two- to four-character word is taken for a name. */
const families =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由';

const titles =
  '(?:奶奶|爷爷|阿姨|叔叔|大爷|大妈|大娘|大伯|婆婆|伯伯|嫂子?|姐姐?|哥|弟|妹|师傅|主任|老师|书记|委员|医生|经理|站长|组长|叔|姨|婶|爷|奶|伯|妈|婆|公)';

const titled = new RegExp(`^(?:老|小|大|阿)?[\\u4e00-\\u9fff]{1,3}?${titles}`);
const hanName = new RegExp(
  `^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|慕容|[${families}])[\\u4e00-\\u9fff·]{1,2}(?![\\u4e00-\\u9fff])`,
);
const nickName = new RegExp(`^(?:老|小|阿|大)[${families}](?![\\u4e00-\\u9fff])`);
const latinName = /^[A-Z][A-Za-z'.-]{1,20}(?: [A-Z][A-Za-z'.-]{1,20}){0,2}/;
const latinFolded = /^[a-z][a-z'.-]{1,20}(?: [a-z][a-z'.-]{1,20}){0,2}(?![a-z])/;

/** Whether a whole word looks like what people call each other: 张三, 李奶奶, 老王, Zhang San. */
export function looksLikeName(word: string): boolean {
  if (word.length < 2 || word.length > 24) return false;
  for (const shape of [titled, hanName, nickName, latinName]) {
    const match = shape.exec(word);
    if (match && match[0].length === word.length) return true;
  }
  return false;
}

/** The name that a text starts with: how many characters of it, or 0. */
export function nameLength(text: string, lenient = false): number {
  const title = titled.exec(text);
  if (title) return title[0].length;
  const name = hanName.exec(text) ?? nickName.exec(text);
  if (name) return name[0].length;
  if (lenient)
    return (
      latinFolded.exec(text)?.[0].length ??
      /^[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff])/.exec(text)?.[0].length ??
      0
    );
  return 0;
}

/** A person at the start of a folded text, and where the mention ends. Mentions win over names. */
export function readPersonAt(
  text: string,
  start: number,
  mentions: readonly { contactId: string; name: string }[] = [],
  lenient = true,
): { person: PersonRef; end: number } | undefined {
  let from = start;
  while (text[from] === ' ' || text[from] === ',' || text[from] === ':') from++;
  const rest = text.slice(from);
  if (rest.startsWith('@')) {
    for (const mention of [...mentions].sort((a, b) => b.name.length - a.name.length)) {
      const name = fold(mention.name).text;
      if (name && rest.startsWith(`@${name}`)) {
        return { person: { contactId: mention.contactId, name: mention.name }, end: from + 1 + name.length };
      }
    }
    const word = /^@([^\s@,:;，。]{1,30})/.exec(rest);
    if (!word?.[1]) return undefined;
    const inside = readPersonAt(word[1], 0, [], true);
    return {
      person: inside && inside.end === word[1].length ? inside.person : { name: word[1] },
      end: from + word[0].length,
    };
  }
  const [address] = findAddresses(rest);
  if (address && address.start === 0) {
    let end = from + address.end;
    const gap = /^(?: ?的 ?| |-)?/.exec(text.slice(end))?.[0].length ?? 0;
    const length = nameLength(text.slice(end + gap), lenient);
    const person: PersonRef = { address: address.value };
    if (length > 0) {
      person.name = text.slice(end + gap, end + gap + length);
      end += gap + length;
    } else if (text.startsWith('的', end)) end++;
    return { person, end };
  }
  const length = nameLength(rest, lenient);
  if (length === 0) return undefined;
  const person: PersonRef = { name: rest.slice(0, length) };
  let end = from + length;
  // 张三 3-2-501, 李奶奶(3-1-101)
  const after = /^ ?\(?/.exec(text.slice(end))?.[0].length ?? 0;
  const [later] = findAddresses(text.slice(end + after, end + after + 24));
  if (later && later.start === 0) {
    person.address = later.value;
    end += after + later.end;
    if (text[end] === ')') end++;
  }
  return { person, end };
}
