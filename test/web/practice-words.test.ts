import { describe, expect, test } from 'vitest';
import { finishMention, mentionedIn, mentionQuery } from '../../src/web/practice/mentions.ts';
import { fromField, messageTime, needsTime, toField } from '../../src/web/practice/practice-time.ts';
import { newestSolitaire, parseSolitaire, writeSolitaire } from '../../src/web/practice/solitaire.ts';

describe('a mention is being typed', () => {
  test.each([
    ['@', ''],
    ['请 @小', '小'],
    ['@小积\u2005', null],
    ['@小积 查', null],
    ['写信给 a@b', null],
    ['没有', null],
  ])('%j -> %j', (text, query) => expect(mentionQuery(text, text.length)).toBe(query));

  test('picking a name finishes it where the caret stands', () => {
    expect(finishMention('请 @孙 来', 4, '网格员孙丽')).toEqual({
      text: '请 @网格员孙丽\u2005 来',
      caret: 9,
    });
  });

  test('only finished mentions count', () => {
    const people = [
      { id: 'a', name: '小积' },
      { id: 'b', name: '孙丽' },
    ];
    expect(mentionedIn('@小积\u2005 @孙丽 查积分', people)).toEqual(['a']);
  });
});

describe('#接龙', () => {
  test.each([
    ['#接龙\n清扫\n\n1. 张三\n2. 王芳 2人', { title: '清扫', rows: ['张三', '王芳 2人'] }],
    ['#接龍\n清扫\n周六\n1、张三\n续一行\n2) 王芳', { title: '清扫\n周六', rows: ['张三 续一行', '王芳'] }],
    ['#Group Note\nClean-up', { title: 'Clean-up', rows: [] }],
    ['接龙\n1. 张三', null],
  ])('%j', (text, list) => expect(parseSolitaire(text)).toEqual(list));

  test('what is written is read back, with empty rows left out', () => {
    const text = writeSolitaire({ title: '清扫\n周六', rows: ['张三', ' ', '王芳'] });
    expect(parseSolitaire(text)).toEqual({ title: '清扫\n周六', rows: ['张三', '王芳'] });
  });

  test('who joins an old copy adds to the newest one of the same title', () => {
    const old = { title: '清扫', rows: ['张三'] };
    const newer = { title: '清扫', rows: ['张三', '王芳'] };
    const other = { title: '合唱', rows: ['陈静'] };
    const messages = [old, newer, other].map((list) => ({ text: writeSolitaire(list) }));
    expect(newestSolitaire(messages, old)).toEqual(newer);
  });
});

describe('times are on the clock of the community, wherever the browser is', () => {
  const now = Date.parse('2025-11-12T00:30:00+08:00');
  test.each([
    ['2025-11-12T00:05:00+08:00', '00:05'],
    ['2025-11-11T23:59:00+08:00', '昨天 23:59'],
    ['2025-11-10T09:00:00+08:00', '星期一 09:00'],
    ['2025-11-05T09:00:00+08:00', '11月5日 09:00'],
  ])('%s is written %s', (sentAt, shown) => {
    expect(messageTime(Date.parse(sentAt), now, 'zh-CN', '昨天')).toBe(shown);
  });

  test('a date-time field holds local time', () => {
    expect(toField(now)).toBe('2025-11-12T00:30');
    expect(Date.parse(fromField('2025-11-12T00:30'))).toBe(now);
  });

  test('a time stands above the first message, and after five quiet minutes', () => {
    expect(needsTime('2025-11-12T10:00:00Z', undefined)).toBe(true);
    expect(needsTime('2025-11-12T10:05:00Z', '2025-11-12T10:00:00Z')).toBe(false);
    expect(needsTime('2025-11-12T10:05:01Z', '2025-11-12T10:00:00Z')).toBe(true);
  });
});
