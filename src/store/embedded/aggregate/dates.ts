/** Expressions on dates. */
import { StoreError } from '../errors.ts';
import { asNumber } from '../values/compare.ts';
import {
  type Doc,
  int32,
  isArray,
  isDoc,
  isNullish,
  type Maybe,
  ObjectId,
  Timestamp,
  typeName,
  type Value,
} from '../values/types.ts';
import {
  type DateParts,
  dayOfYear,
  formatDate,
  fromLocal,
  isoDayOfWeek,
  isoWeek,
  localDate,
  parseDate,
  parseDateAs,
  partsOf,
  utcMs,
  weekOfYear,
} from './date-text.ts';
import { compileExpression, type Expr, named, type OperatorCompiler, register } from './expression.ts';

function asDate(v: Maybe, name: string): Date {
  if (v instanceof Date) return v;
  if (v instanceof ObjectId) return new Date(Buffer.from(v.id, 'latin1').readUInt32BE(0) * 1000);
  if (v instanceof Timestamp) return new Date(Number(v.value >> 32n) * 1000);
  throw new StoreError(16006, `can't convert from BSON type ${typeName(v)} to Date in ${name}`);
}

function asZone(v: Maybe): string {
  if (v === undefined) return 'UTC';
  if (typeof v !== 'string')
    throw new StoreError(40517, `timezone must evaluate to a string, found ${typeName(v)}`);
  return v;
}

/** An operator that reads one thing off a date: `{$year: date}` or `{$year: {date, timezone}}`. */
function part(read: (local: Date) => Value): OperatorCompiler {
  return (arg, env, name) => {
    const one = isArray(arg) && arg.length === 1 ? (arg[0] as Value) : arg;
    if (isArray(arg) && arg.length !== 1)
      throw new StoreError(
        40536,
        `${name} accepts exactly one argument if given an array, but was given ${arg.length}`,
      );
    let date: Expr;
    let zone: Expr = () => undefined;
    const first = isDoc(one) ? (one.keys().next().value as string | undefined) : undefined;
    if (isDoc(one) && !first?.startsWith('$')) {
      for (const k of one.keys())
        if (k !== 'date' && k !== 'timezone')
          throw new StoreError(40535, `unrecognized option to ${name}: "${k}"`);
      if (!one.has('date')) throw new StoreError(40539, `missing 'date' argument to ${name}`);
      date = compileExpression(one.get('date') as Value, env);
      if (one.has('timezone')) zone = compileExpression(one.get('timezone') as Value, env);
    } else date = compileExpression(one, env);
    return (vars) => {
      const d = date(vars);
      const z = zone(vars);
      if (isNullish(d) || z === null) return null;
      return read(localDate(asDate(d, name), asZone(z)));
    };
  };
}

const UNITS: Record<string, number> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function asUnit(v: Maybe): string {
  if (typeof v !== 'string') throw new StoreError(5439013, `unit must be a string, found ${typeName(v)}`);
  if (!(v in UNITS) && !(v in MONTHS)) throw new StoreError(9, `unknown time unit value: ${v}`);
  return v;
}

function weekStart(v: Maybe): number {
  const at =
    typeof v === 'string'
      ? WEEKDAYS.findIndex((d) => d === v.toLowerCase() || d.slice(0, 3) === v.toLowerCase())
      : v === undefined
        ? 6
        : -1;
  if (at < 0) throw new StoreError(9, 'unknown day of week value');
  return at;
}

function addMonths(local: Date, months: number): number {
  const p = partsOf(local);
  const total = p.year * 12 + (p.month - 1) + months;
  const [year, month] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return utcMs({ ...p, year, month, day: Math.min(p.day, last) });
}

/** `date` and `amount` units on, by the calendar of the zone. */
export function addUnits(date: Date, unit: string, amount: number, zone: string): Date {
  let out: Date;
  if (unit in MONTHS)
    out = fromLocal(addMonths(localDate(date, zone), amount * (MONTHS[unit] as number)), zone);
  else if (unit === 'day' || unit === 'week')
    out = fromLocal(localDate(date, zone).getTime() + amount * (UNITS[unit] as number), zone);
  else out = new Date(date.getTime() + amount * (UNITS[unit] as number));
  if (Number.isNaN(out.getTime())) throw new StoreError(5166406, '$dateAdd overflowed');
  return out;
}

/** How many unit boundaries lie between two local times. */
function boundaries(a: Date, b: Date, unit: string, firstDay: number): number {
  const [p, q] = [partsOf(a), partsOf(b)];
  const months = q.year * 12 + q.month - (p.year * 12 + p.month);
  if (unit === 'year') return q.year - p.year;
  if (unit === 'month') return months;
  if (unit === 'quarter')
    return (q.year - p.year) * 4 + Math.floor((q.month - 1) / 3) - Math.floor((p.month - 1) / 3);
  const day = (d: Date) => Math.floor(d.getTime() / (UNITS.day as number));
  // 1970-01-01 was a Thursday, three days after a Monday.
  if (unit === 'week')
    return Math.floor((day(b) + 3 - firstDay) / 7) - Math.floor((day(a) + 3 - firstDay) / 7);
  const size = UNITS[unit] as number;
  return Math.floor(b.getTime() / size) - Math.floor(a.getTime() / size);
}

function truncate(date: Date, unit: string, bin: number, zone: string, firstDay: number): Date {
  const local = localDate(date, zone);
  const p = partsOf(local);
  if (unit in MONTHS) {
    const size = (MONTHS[unit] as number) * bin;
    const since = (p.year - 2000) * 12 + p.month - 1;
    const start = Math.floor(since / size) * size;
    return fromLocal(Date.UTC(2000, start, 1), zone);
  }
  const reference = Date.UTC(2000, 0, 1);
  if (unit === 'week') {
    // The reference is the first such weekday on or after 2000-01-01, which was a Saturday.
    const base = reference + ((firstDay - 5 + 7) % 7) * (UNITS.day as number);
    const size = (UNITS.week as number) * bin;
    return fromLocal(base + Math.floor((local.getTime() - base) / size) * size, zone);
  }
  const size = (UNITS[unit] as number) * bin;
  if (unit === 'day')
    return fromLocal(reference + Math.floor((local.getTime() - reference) / size) * size, zone);
  const offset = local.getTime() - date.getTime();
  return new Date(reference + Math.floor((local.getTime() - reference) / size) * size - offset);
}

const shift = (sign: 1 | -1): OperatorCompiler =>
  named(['startDate', 'unit', 'amount'], ['timezone'], ({ startDate, unit, amount, timezone }) => {
    if (isNullish(startDate) || isNullish(unit) || isNullish(amount) || timezone === null) return null;
    const n = asNumber(amount);
    if (n === undefined || !Number.isInteger(n))
      throw new StoreError(5166405, '$dateAdd expects integer amount of time units');
    return addUnits(asDate(startDate, '$dateAdd'), asUnit(unit), n * sign, asZone(timezone));
  });

const dateToString: OperatorCompiler = named(
  ['date'],
  ['format', 'timezone', 'onNull'],
  ({ date, format, timezone, onNull }) => {
    if (isNullish(date)) return onNull === undefined ? null : onNull;
    if (timezone === null || format === null) return null;
    const zone = asZone(timezone);
    const pattern =
      format === undefined
        ? zone === 'UTC' || zone === 'GMT' || zone === 'Z'
          ? '%Y-%m-%dT%H:%M:%S.%LZ'
          : '%Y-%m-%dT%H:%M:%S.%L'
        : format;
    if (typeof pattern !== 'string')
      throw new StoreError(
        18533,
        `$dateToString requires that 'format' be a string, found: ${typeName(format)}`,
      );
    return formatDate(asDate(date, '$dateToString'), pattern, zone);
  },
);

const dateFromString: OperatorCompiler = named(
  ['dateString'],
  ['format', 'timezone', 'onError', 'onNull'],
  ({ dateString, format, timezone, onError, onNull }) => {
    if (isNullish(dateString)) return onNull === undefined ? null : onNull;
    if (timezone === null || format === null) return null;
    try {
      if (typeof dateString !== 'string')
        throw new StoreError(
          241,
          `$dateFromString requires that 'dateString' be a string, found: ${typeName(dateString)}`,
        );
      return typeof format === 'string'
        ? parseDateAs(dateString, format, asZone(timezone))
        : parseDate(dateString, asZone(timezone));
    } catch (error) {
      if (onError !== undefined && error instanceof StoreError && error.code === 241) return onError;
      throw error;
    }
  },
);

const partsDoc = (p: Record<string, number>): Doc =>
  new Map(Object.entries(p).map(([k, v]) => [k, int32(v)]));

register({
  $year: part((d) => int32(d.getUTCFullYear())),
  $month: part((d) => int32(d.getUTCMonth() + 1)),
  $dayOfMonth: part((d) => int32(d.getUTCDate())),
  $hour: part((d) => int32(d.getUTCHours())),
  $minute: part((d) => int32(d.getUTCMinutes())),
  $second: part((d) => int32(d.getUTCSeconds())),
  $millisecond: part((d) => int32(d.getUTCMilliseconds())),
  $dayOfYear: part((d) => int32(dayOfYear(d))),
  $dayOfWeek: part((d) => int32(d.getUTCDay() + 1)),
  $isoDayOfWeek: part((d) => int32(isoDayOfWeek(d))),
  $isoWeek: part((d) => int32(isoWeek(d).week)),
  $isoWeekYear: part((d) => BigInt(isoWeek(d).year)),
  $week: part((d) => int32(weekOfYear(d))),
  $dateAdd: shift(1),
  $dateSubtract: shift(-1),
  $dateDiff: named(
    ['startDate', 'endDate', 'unit'],
    ['timezone', 'startOfWeek'],
    ({ startDate, endDate, unit, timezone, startOfWeek }) => {
      if (isNullish(startDate) || isNullish(endDate) || isNullish(unit) || timezone === null) return null;
      const u = asUnit(unit);
      const zone = asZone(timezone);
      const [a, b] = [startDate, endDate].map((d) => localDate(asDate(d, '$dateDiff'), zone)) as [Date, Date];
      return BigInt(boundaries(a, b, u, u === 'week' ? weekStart(startOfWeek) : 0));
    },
  ),
  $dateTrunc: named(
    ['date', 'unit'],
    ['binSize', 'timezone', 'startOfWeek'],
    ({ date, unit, binSize, timezone, startOfWeek }) => {
      if (isNullish(date) || isNullish(unit) || timezone === null || binSize === null) return null;
      const bin = binSize === undefined ? 1 : asNumber(binSize);
      if (bin === undefined || !Number.isInteger(bin) || bin < 1)
        throw new StoreError(5439017, "$dateTrunc requires 'binSize' to be a positive integer");
      const u = asUnit(unit);
      return truncate(
        asDate(date, '$dateTrunc'),
        u,
        bin,
        asZone(timezone),
        u === 'week' ? weekStart(startOfWeek) : 0,
      );
    },
  ),
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateToParts: named(['date'], ['timezone', 'iso8601'], ({ date, timezone, iso8601 }) => {
    if (isNullish(date) || timezone === null) return null;
    const local = localDate(asDate(date, '$dateToParts'), asZone(timezone));
    const p: DateParts = partsOf(local);
    const { hour, minute, second, millisecond } = p;
    if (iso8601 === true)
      return partsDoc({
        isoWeekYear: isoWeek(local).year,
        isoWeek: isoWeek(local).week,
        isoDayOfWeek: isoDayOfWeek(local),
        hour,
        minute,
        second,
        millisecond,
      });
    return partsDoc({ ...p });
  }),
  $dateFromParts: named(
    ['year'],
    ['month', 'day', 'hour', 'minute', 'second', 'millisecond', 'timezone'],
    (args) => {
      if (Object.values(args).some((v) => v === null)) return null;
      const n = (k: string, fallback: number) => {
        const v = args[k];
        const x = v === undefined ? fallback : asNumber(v);
        if (x === undefined || !Number.isInteger(x))
          throw new StoreError(40515, `'${k}' must evaluate to an integer`);
        return x;
      };
      const year = n('year', 1970);
      if (year < 1 || year > 9999)
        throw new StoreError(40523, "'year' must evaluate to an integer in the range 1 to 9999");
      const local = new Date(0);
      local.setUTCFullYear(year, n('month', 1) - 1, n('day', 1));
      local.setUTCHours(n('hour', 0), n('minute', 0), n('second', 0), n('millisecond', 0));
      return fromLocal(local.getTime(), asZone(args.timezone));
    },
  ),
});
