import type { Picture, PictureParams } from '#src/pictures/picture.ts';

/** One picture of each template as a community would see it. */
export const samplePictures: Record<Picture['template'], Picture> = {
  publicity: { template: 'publicity', params: publicity() },
  'report-card': { template: 'report-card', params: reportCard() },
  board: { template: 'board', params: board() },
  'activity-poster': { template: 'activity-poster', params: activityPoster() },
  catalog: { template: 'catalog', params: catalog() },
};

const LONG_TITLE = '桂花里社区二〇二五年秋冬季邻里互助暨楼道清洁与垃圾分类志愿服务总结表彰大会暨茶话会';
const LONG_NAME = '慕容欧阳·阿卜杜热合曼买买提江上官司徒';
const LONG_WORD = 'Supercalifragilisticexpialidociousantidisestablishmentarianism';
const LONG_NOTE =
  '居民异议成立：当日实际参加时间为一小时三十分钟，登记为三小时系笔误，经社区居委会与楼组长当面核对签到表后予以更正，差额已退回公共账户，特此说明。';

/** The same at its worst: the longest words, the most rows, the largest figures. */
export const overlongPictures: Record<Picture['template'], Picture> = {
  publicity: {
    template: 'publicity',
    params: {
      ...publicity(),
      community: LONG_TITLE,
      scope: `${LONG_TITLE}第一网格`,
      rows: Array.from({ length: 25 }, (_, index) => ({
        number: 987_600 + index,
        address: '桂花里北区123号楼2单元2501室',
        person: LONG_NAME,
        what: index % 2 === 0 ? `${LONG_TITLE} 12小时30分钟` : LONG_WORD,
        points: index % 3 === 0 ? -12_345 : 123_456,
        struck: index % 4 === 0,
        ...(index % 5 === 0 ? { note: LONG_NOTE } : {}),
      })),
      totals: { credits: 12_345_678, deductions: 1_234_567, households: 98_765 },
      page: 88,
      pages: 99,
      howToObject: `${LONG_NOTE}有异议请回复：异议 987600 理由`,
    },
  },
  'report-card': {
    template: 'report-card',
    params: {
      ...reportCard(),
      community: LONG_TITLE,
      address: '桂花里北区123号楼2单元2501室（临时安置过渡用房B座）',
      balance: 12_345_678,
      available: 12_345_678,
      frozen: 1_234_567,
      credits: 12_345_678,
      deductions: 1_234_567,
      rank: { place: 98_765, of: 123_456 },
      categories: Array.from({ length: 12 }, () => ({
        name: LONG_TITLE,
        credits: 1_234_567,
        deductions: 123_456,
      })),
      waiting: { count: 999, points: 999_999 },
      lines: Array.from({ length: 25 }, (_, index) => ({
        day: '2025-12-28',
        what: index % 2 === 0 ? LONG_NOTE : LONG_WORD,
        points: index % 2 === 0 ? 123_456 : -123_456,
        struck: index % 4 === 0,
      })),
    },
  },
  board: {
    template: 'board',
    params: {
      title: LONG_TITLE,
      subtitle: `${LONG_TITLE} · 2025年第46周`,
      rows: Array.from({ length: 25 }, (_, index) => ({
        rank: index < 3 ? index + 1 : 980 + index,
        name: index % 2 === 0 ? `桂花里北区123号楼2单元2501室 ${LONG_NAME}` : LONG_WORD,
        points: 12_345_678,
      })),
      unit: '志愿服务小时数',
      note: LONG_NOTE,
      asOf: '2025-12-28',
    },
  },
  'activity-poster': {
    template: 'activity-poster',
    params: {
      ...activityPoster(),
      community: LONG_TITLE,
      title: LONG_TITLE,
      when: '2025年12月28日（星期日）上午8:30—11:45，下午13:30—17:15（雨天顺延一周）',
      place: LONG_NOTE,
      left: 12_345,
      capacity: 123_456,
      number: 987_654,
      minutes: 1_435,
      jobs: Array.from({ length: 12 }, (_, index) => ({
        name: index % 2 === 0 ? LONG_NAME : LONG_WORD,
        capacity: 9_999,
        left: index % 3 === 0 ? 0 : 1_234,
      })),
      needs: `18—60岁，会${LONG_TITLE}，限${LONG_TITLE}队员`,
      note: `${LONG_NOTE}${LONG_WORD}${LONG_NOTE}`,
      points: 123_456,
      organiser: `${LONG_TITLE}${LONG_NAME}`,
      qr: `https://example.org/activity/987654?${'x'.repeat(300)}`,
      how: `报名请回复：报名 987654，或在群里接龙后面写上门牌号和姓名`,
    },
  },
  catalog: {
    template: 'catalog',
    params: {
      ...catalog(),
      community: LONG_TITLE,
      title: LONG_TITLE,
      rows: Array.from({ length: 25 }, (_, index) => ({
        name: index % 2 === 0 ? LONG_TITLE : LONG_WORD,
        price: 123_456,
        unit: '家庭装大礼包组合',
        market: 12_345.5,
        stock: index % 3 === 0 ? 0 : 12_345,
        affordable: index % 2 === 0,
        note: LONG_NOTE,
      })),
      balance: 12_345_678,
      how: LONG_NOTE,
    },
  },
};

function publicity(): PictureParams['publicity'] {
  const deeds: [string, string, string, number][] = [
    ['3-2-501', '张*', '志愿服务 2小时', 20],
    ['3-2-502', '李**', '垃圾分类指导 3次', 15],
    ['1-1-101', '王*', '邻里互助 1小时', 10],
    ['5-3-602', '赵**', '参加居民议事会', 5],
    ['2-1-301', '陈*', '楼道堆物（复查未改）', -10],
    ['3-1-202', '刘**', '照看孤寡老人 2小时', 20],
    ['4-2-403', '孙*', '志愿服务 2小时', 20],
  ];
  return {
    community: '桂花里社区',
    scope: '第一网格',
    period: '2025年11月3日—9日',
    window: { until: '11月17日 18:00' },
    rows: Array.from({ length: 14 }, (_, index) => {
      const [address, person, what, points] = deeds[index % deeds.length] as (typeof deeds)[number];
      return {
        number: 1021 + index,
        address,
        person,
        what,
        points,
        ...(index === 6 ? { struck: true, note: '异议成立，已撤销（11月8日）' } : {}),
      };
    }),
    totals: { credits: 180, deductions: 20, households: 7 },
    page: 1,
    pages: 2,
    howToObject: '有异议请回复：异议 1023 理由',
    asOf: '2025-11-10',
  };
}

function reportCard(): PictureParams['report-card'] {
  return {
    community: '桂花里社区',
    address: '3-2-501 张三家',
    period: '2025年第三季度',
    balance: 285,
    available: 255,
    frozen: 30,
    credits: 120,
    deductions: 10,
    rank: { place: 3, of: 128 },
    categories: [
      { name: '志愿服务', credits: 80, deductions: 0 },
      { name: '邻里互助', credits: 30, deductions: 0 },
      { name: '环境卫生', credits: 10, deductions: 10 },
    ],
    waiting: { count: 2, points: 25 },
    lines: [
      { day: '2025-09-28', what: '志愿服务 2小时（清扫楼道）', points: 20 },
      { day: '2025-09-21', what: '垃圾分类指导 2次', points: 10 },
      { day: '2025-09-14', what: '楼道堆物', points: -10 },
      { day: '2025-09-07', what: '志愿服务 3小时', points: 30, struck: true },
      { day: '2025-08-30', what: '照看邻居老人 3小时', points: 30 },
    ],
    asOf: '2025-10-01',
  };
}

function board(): PictureParams['board'] {
  const names = [
    '3-2-501',
    '1-1-101',
    '5-3-602',
    '3-1-202',
    '4-2-403',
    '2-2-201',
    '6-1-501',
    '3-2-502',
    '1-2-302',
    '5-1-101',
  ];
  return {
    title: '红榜 · 积分前十名',
    subtitle: '桂花里社区 · 2025年第45周',
    rows: names.map((name, index) => ({ rank: index === 4 ? 4 : index + 1, name, points: 120 - index * 9 })),
    unit: '分',
    note: '积分以审核通过的时间计入本周。不愿上榜的家庭可私聊回复：不上榜。',
    asOf: '2025-11-10',
  };
}

function activityPoster(): PictureParams['activity-poster'] {
  return {
    community: '桂花里社区',
    title: '周六清扫楼道',
    when: '11月15日（周六）9:00—11:00',
    place: '3号楼门口集合',
    left: 11,
    capacity: 20,
    number: 12,
    minutes: 120,
    jobs: [
      { name: '登记', capacity: 2, left: 0 },
      { name: '清扫', capacity: 12, left: 5 },
      { name: '搬运', capacity: 6, left: 6 },
    ],
    needs: '18—65岁',
    note: '手套、水杯；集合时间：8:50；联系人：网格员小孙',
    points: 20,
    organiser: '楼组长 李阿姨',
    qr: 'https://example.org/activities/12',
    how: '报名请回复：报名 12',
    asOf: '2025-11-12',
  };
}

function catalog(): PictureParams['catalog'] {
  return {
    community: '桂花里社区',
    title: '积分超市',
    rows: [
      { name: '抽纸', price: 30, unit: '提', market: 12.9, stock: 24, affordable: true },
      {
        name: '洗衣液 2kg',
        price: 60,
        unit: '瓶',
        market: 25,
        stock: 8,
        affordable: true,
        note: '每户每月限兑一瓶',
      },
      { name: '鸡蛋 30枚', price: 80, unit: '盒', market: 32.8, stock: 0, affordable: true },
      { name: '东北大米 5kg', price: 150, unit: '袋', market: 39.9, stock: 12, affordable: true },
      { name: '理发券', price: 50, unit: '张', stock: 15, affordable: true, note: '小区理发店，周一至周五' },
      { name: '食用油 5L', price: 300, unit: '桶', market: 89, stock: 3, affordable: false },
    ],
    balance: 255,
    page: 1,
    pages: 2,
    how: '兑换请回复：兑换 抽纸 2提',
    asOf: '2025-11-12',
  };
}
