/** Expressions on numbers. */
import { StoreError } from '../errors.ts';
import { add, asDecimal, fitsInt32, fitsLong, multiply, subtract } from '../values/arithmetic.ts';
import { asNumber, isNumber, type NumberValue } from '../values/compare.ts';
import {
  decimalFromNumber,
  decimalToNumber,
  divideDecimals,
  negateDecimal,
  remainderDecimals,
  roundDecimal,
} from '../values/decimal.ts';
import { Decimal, Int32, int32, isNullish, type Maybe, typeName, type Value } from '../values/types.ts';
import { eager, type OperatorCompiler, register } from './expression.ts';

const notNumeric = (name: string, v: Maybe, code = 14) =>
  new StoreError(code, `${name} only supports numeric types, not ${typeName(v)}`);

/** An operator of one number, by way of doubles, or of decimals where they come in. */
function unary(name: string, run: (n: number) => number, check?: (n: number) => boolean): OperatorCompiler {
  return eager(1, 1, ([v]) => {
    if (isNullish(v)) return null;
    if (!isNumber(v)) throw notNumeric(name, v, 28765);
    const n = asNumber(v) as number;
    if (check && !Number.isNaN(n) && !check(n))
      throw new StoreError(28714, `${name}'s argument is out of its domain, but is ${n}`);
    const result = run(n);
    return v instanceof Decimal ? decimalFromNumber(result) : result;
  });
}

function addAll(args: Maybe[]): Maybe {
  let sum: NumberValue = int32(0);
  let date: Date | undefined;
  for (const v of args) {
    if (isNullish(v)) return null;
    if (v instanceof Date) {
      if (date) throw new StoreError(16612, 'only one date allowed in an $add expression');
      date = v;
    } else if (isNumber(v)) sum = add(sum, v);
    else throw new StoreError(16554, `$add only supports numeric or date types, not ${typeName(v)}`);
  }
  return date ? shifted(date, sum) : sum;
}

function shifted(date: Date, ms: NumberValue): Date {
  const out = new Date(date.getTime() + Math.round(asNumber(ms) as number));
  if (Number.isNaN(out.getTime())) throw new StoreError(15, 'date overflow');
  return out;
}

function multiplyAll(args: Maybe[]): Maybe {
  let product: NumberValue = int32(1);
  for (const v of args) {
    if (isNullish(v)) return null;
    if (!isNumber(v))
      throw new StoreError(16555, `$multiply only supports numeric types, not ${typeName(v)}`);
    product = multiply(product, v);
  }
  return product;
}

function subtractValues(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return BigInt(a.getTime() - b.getTime());
    if (isNumber(b)) return shifted(a, multiply(b, int32(-1)));
  }
  if (isNumber(a) && isNumber(b)) return subtract(a, b);
  throw new StoreError(16556, `can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

function divide(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    throw new StoreError(16609, `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (asNumber(b) === 0) throw new StoreError(16608, "can't $divide by zero");
  if (a instanceof Decimal || b instanceof Decimal) return divideDecimals(asDecimal(a), asDecimal(b));
  return (asNumber(a) as number) / (asNumber(b) as number);
}

function remainder(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    throw new StoreError(16611, `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (asNumber(b) === 0) throw new StoreError(16610, "can't $mod by zero");
  if (a instanceof Decimal || b instanceof Decimal) return remainderDecimals(asDecimal(a), asDecimal(b));
  if (a instanceof Int32 && b instanceof Int32) return int32((a.value % b.value) | 0);
  if (typeof a === 'number' || typeof b === 'number')
    return (asNumber(a) as number) % (asNumber(b) as number);
  const n = toBig(a) % toBig(b);
  return n;
}

const toBig = (v: Int32 | bigint): bigint => (v instanceof Int32 ? BigInt(v.value) : v);

function power(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a)) throw new StoreError(28762, `$pow's base must be numeric, not ${typeName(a)}`);
  if (!isNumber(b)) throw new StoreError(28763, `$pow's exponent must be numeric, not ${typeName(b)}`);
  const [x, y] = [asNumber(a) as number, asNumber(b) as number];
  if (x === 0 && y < 0) throw new StoreError(28764, '$pow cannot take a base of 0 and a negative exponent');
  if (a instanceof Decimal || b instanceof Decimal) return decimalFromNumber(x ** y);
  if (typeof a === 'number' || typeof b === 'number' || y < 0) return x ** y;
  const exact =
    Math.abs(x) <= 1 || y < 64
      ? toBig(a) ** BigInt(Math.min(y, 64) === y ? y : y % 2 === 0 ? 2 : 1)
      : undefined;
  if (exact === undefined || !fitsLong(exact)) return x ** y;
  return a instanceof Int32 && b instanceof Int32 && fitsInt32(Number(exact)) ? int32(Number(exact)) : exact;
}

/** `$round` and `$trunc`: to `place` decimals, half to even or towards zero. */
function rounder(name: string, mode: 'half-even' | 'truncate'): OperatorCompiler {
  return eager(1, 2, ([v, p]) => {
    if (isNullish(v) || p === null) return null;
    if (!isNumber(v)) throw notNumeric(name, v, 51081);
    const place = p === undefined ? 0 : asNumber(p);
    if (place === undefined || !Number.isInteger(place))
      throw new StoreError(51082, `precision argument to ${name} must be an integral value`);
    if (place < -20 || place > 100)
      throw new StoreError(
        51083,
        `cannot apply ${name} with precision value ${place}: must be in [-20, 100]`,
      );
    return roundTo(v, place, mode);
  });
}

export function roundTo(
  v: NumberValue,
  place: number,
  mode: 'half-even' | 'truncate' | 'floor' | 'ceil',
): Value {
  if (v instanceof Decimal) return roundDecimal(v, place, mode);
  if (typeof v === 'number') {
    if (!Number.isFinite(v)) return v;
    if (place >= 0 && Number.isInteger(v)) return v;
    const exact = decimalOfDouble(v);
    return decimalToNumber(roundDecimal(exact, place, mode));
  }
  if (place >= 0) return v;
  const d = roundDecimal(asDecimal(v), place, mode);
  const n = (d.negative ? -d.coefficient : d.coefficient) * 10n ** BigInt(Math.max(0, d.exponent));
  if (v instanceof Int32 && fitsInt32(Number(n))) return int32(Number(n));
  if (!fitsLong(n)) throw new StoreError(51080, 'invalid conversion from Decimal128 result in $round');
  return n;
}

/** A double's exact decimal value, as far as 34 digits go. */
function decimalOfDouble(n: number): Decimal {
  const [mantissa = '0', exponent = '0'] = Math.abs(n).toExponential(33).split('e');
  const digits = mantissa.replace('.', '');
  return new Decimal('finite', n < 0, BigInt(digits), Number(exponent) - 33);
}

const whole = (name: string, mode: 'floor' | 'ceil'): OperatorCompiler =>
  eager(1, 1, ([v]) => {
    if (isNullish(v)) return null;
    if (!isNumber(v)) throw notNumeric(name, v, 28765);
    return typeof v === 'number' ? Math[mode](v) : v instanceof Decimal ? roundDecimal(v, 0, mode) : v;
  });

function bitwise(name: string, start: bigint, run: (a: bigint, b: bigint) => bigint): OperatorCompiler {
  return eager(0, Infinity, (args) => {
    let out = start;
    let long = false;
    for (const v of args) {
      if (isNullish(v)) return null;
      if (!(v instanceof Int32) && typeof v !== 'bigint')
        throw typeError(`${name} only supports int and long operands.`);
      if (typeof v === 'bigint') long = true;
      out = BigInt.asIntN(64, run(out, toBig(v)));
    }
    return long ? out : int32(Number(out));
  });
}
const typeError = (message: string) => new StoreError(14, message);

register({
  $add: eager(0, Infinity, addAll),
  $multiply: eager(0, Infinity, multiplyAll),
  $subtract: eager(2, 2, ([a, b]) => subtractValues(a, b)),
  $divide: eager(2, 2, ([a, b]) => divide(a, b)),
  $mod: eager(2, 2, ([a, b]) => remainder(a, b)),
  $pow: eager(2, 2, ([a, b]) => power(a, b)),
  $round: rounder('$round', 'half-even'),
  $trunc: rounder('$trunc', 'truncate'),
  $floor: whole('$floor', 'floor'),
  $ceil: whole('$ceil', 'ceil'),
  $abs: eager(1, 1, ([v]) => {
    if (isNullish(v)) return null;
    if (!isNumber(v)) throw notNumeric('$abs', v, 28765);
    if (typeof v === 'number') return Math.abs(v);
    if (v instanceof Decimal) return v.negative ? negateDecimal(v) : v;
    if (v instanceof Int32) return v.value === -2147483648 ? 2147483648n : int32(Math.abs(v.value));
    if (v === -(1n << 63n)) throw new StoreError(28680, "can't take $abs of long long min");
    return v < 0n ? -v : v;
  }),
  $exp: unary('$exp', Math.exp),
  $sqrt: unary('$sqrt', Math.sqrt, (n) => n >= 0),
  $ln: unary('$ln', Math.log, (n) => n > 0),
  $log10: unary('$log10', Math.log10, (n) => n > 0),
  $log: eager(2, 2, ([a, b]) => {
    if (isNullish(a) || isNullish(b)) return null;
    if (!isNumber(a)) throw new StoreError(28756, `$log's argument must be numeric, not ${typeName(a)}`);
    if (!isNumber(b)) throw new StoreError(28757, `$log's base must be numeric, not ${typeName(b)}`);
    const [x, y] = [asNumber(a) as number, asNumber(b) as number];
    if (!(x > 0) && !Number.isNaN(x))
      throw new StoreError(28758, `$log's argument must be a positive number, but is ${x}`);
    if (!(y > 0 && y !== 1) && !Number.isNaN(y))
      throw new StoreError(28759, `$log's base must be a positive number not equal to 1, but is ${y}`);
    return Math.log(x) / Math.log(y);
  }),
  $sin: unary('$sin', Math.sin, Number.isFinite),
  $cos: unary('$cos', Math.cos, Number.isFinite),
  $tan: unary('$tan', Math.tan, Number.isFinite),
  $asin: unary('$asin', Math.asin, (n) => Math.abs(n) <= 1),
  $acos: unary('$acos', Math.acos, (n) => Math.abs(n) <= 1),
  $atan: unary('$atan', Math.atan),
  $sinh: unary('$sinh', Math.sinh),
  $cosh: unary('$cosh', Math.cosh),
  $tanh: unary('$tanh', Math.tanh),
  $degreesToRadians: unary('$degreesToRadians', (n) => (n * Math.PI) / 180),
  $radiansToDegrees: unary('$radiansToDegrees', (n) => (n * 180) / Math.PI),
  $bitAnd: bitwise('$bitAnd', -1n, (a, b) => a & b),
  $bitOr: bitwise('$bitOr', 0n, (a, b) => a | b),
  $bitXor: bitwise('$bitXor', 0n, (a, b) => a ^ b),
  $bitNot: eager(1, 1, ([v]) => {
    if (isNullish(v)) return null;
    if (v instanceof Int32) return int32(~v.value);
    if (typeof v === 'bigint') return BigInt.asIntN(64, ~v);
    throw typeError(`$bitNot only supports int and long, not: ${typeName(v)}.`);
  }),
});
