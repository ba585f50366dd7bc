import { type Box, column, h, row, text, word } from '../h.ts';
import type { ActivityPosterParams } from '../picture.ts';
import { qrCode } from '../qr-code.ts';
import { COLORS, fitting, MARGIN, measure, SIZE } from '../style.ts';
import { figure, footer, page, ruled } from './parts.ts';

/** What is told of an activity, on one line or several. */
type Fact = [name: string, value: string | string[]];
/** So many jobs have a line each. */
const LINES_OF_JOBS = 6;

/** 活动海报: what, when, where, how many places are left, and how to sign up. */
export function activityPoster(params: ActivityPosterParams): Box {
  const {
    community,
    title,
    when,
    place,
    minutes,
    jobs,
    needs,
    note,
    organiser,
    points,
    qr,
    how,
    number,
    asOf,
  } = params;
  const facts: Fact[] = [
    ['时间', when],
    ...given('时长', minutes === undefined ? undefined : duration(minutes)),
    ...given('地点', place),
    ...given('岗位', jobs && (jobs.length <= LINES_OF_JOBS ? jobs.map(job) : jobs.map(job).join('、'))),
    ...given('要求', needs),
    ...given('说明', note),
    ...given('积分', points === undefined ? undefined : `参加可得 ${figure(points)} 分`),
    ...given('组织', organiser),
  ];
  // What has to be typed gets a line of its own: `报名请回复：` above, `报名 12` large.
  const [, lead, command = how] = /^([^：]+：)(.+)$/.exec(how) ?? [];
  return page(
    column(
      { backgroundColor: COLORS.accent, color: COLORS.onAccent, padding: `48px ${MARGIN}px 56px` },
      row(
        { justifyContent: 'space-between', gap: 24, color: COLORS.onAccentSoft },
        text({}, community),
        word({}, `活动 #${number}`),
      ),
      text(
        {
          marginTop: 36,
          fontWeight: 700,
          lineHeight: 1.25,
          fontSize: fitting(title, [
            [7, 92],
            [16, 76],
            [27, 60],
            [Number.POSITIVE_INFINITY, 50],
          ]),
        },
        title,
      ),
    ),
    column({ padding: `20px ${MARGIN}px 0` }, ...facts.map(fact)),
    places(params),
    row(
      {
        margin: `32px ${MARGIN}px 0`,
        padding: 32,
        gap: 32,
        borderRadius: 20,
        backgroundColor: COLORS.accentSoft,
        alignItems: 'center',
      },
      column(
        { flex: 1 },
        lead !== undefined && text({ fontSize: SIZE.body }, lead),
        text(
          {
            fontSize: measure(command) > 16 ? SIZE.large : 48,
            fontWeight: 700,
            color: COLORS.accent,
            lineHeight: 1.3,
          },
          command,
        ),
      ),
      qr !== undefined &&
        h({ padding: 12, borderRadius: 12, backgroundColor: '#ffffff', flexShrink: 0 }, qrCode(qr, 240)),
    ),
    footer(asOf, community),
  );
}

/** `登记 2 人`, `登记 2 人（剩 1）`, `登记 2 人（满）` */
function job({ name, capacity, left }: NonNullable<ActivityPosterParams['jobs']>[number]): string {
  if (capacity === undefined) return name;
  const state =
    left === 0 ? '（满）' : left === undefined || left === capacity ? '' : `（剩 ${figure(left)}）`;
  return `${name} ${figure(capacity)} 人${state}`;
}

function given(name: string, value: string | string[] | undefined): Fact[] {
  return value === undefined ? [] : [[name, value]];
}

function fact([name, value]: Fact, index: number): Box {
  return row(
    { padding: '22px 0', gap: 28, alignItems: 'flex-start', ...ruled(index) },
    word({ width: 80, fontSize: SIZE.body, color: COLORS.muted, lineHeight: 1.66 }, name),
    column(
      { flex: 1 },
      ...[value]
        .flat()
        .map((line) => text({ fontSize: 36, fontWeight: index === 0 ? 700 : 400, lineHeight: 1.35 }, line)),
    ),
  );
}

function places({ left, capacity }: ActivityPosterParams): Box | undefined {
  if (left === undefined && capacity === undefined) return undefined;
  const isFull = left === 0;
  return row(
    { margin: `12px ${MARGIN}px 0`, alignItems: 'baseline', gap: 14 },
    left !== undefined && word({ fontSize: SIZE.large }, isFull ? '名额已满' : '还剩'),
    left !== undefined &&
      !isFull &&
      word({ fontSize: SIZE.figure, fontWeight: 700, color: COLORS.accent, lineHeight: 1.1 }, figure(left)),
    left !== undefined && !isFull && word({ fontSize: SIZE.large }, '个名额'),
    capacity !== undefined && word({ color: COLORS.muted }, `共 ${figure(capacity)} 人`),
  );
}

/** `90 分钟`, `2 小时`, `2 小时 15 分钟` */
function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0 || minutes === 90) return `${minutes} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分钟`;
}
