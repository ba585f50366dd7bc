/** Collations: only plain byte order and what `Intl.Collator` orders the same way as the server does. */
import { notSupported, StoreError, typeMismatch } from '../errors.ts';
import { asNumber, type Collate } from '../values/compare.ts';
import { isDoc, isNullish, type Maybe } from '../values/types.ts';

const KNOWN = new Set([
  'locale',
  'strength',
  'caseLevel',
  'caseFirst',
  'numericOrdering',
  'alternate',
  'maxVariable',
  'normalization',
  'backwards',
]);

/** The comparison that a collation asks for; undefined for plain byte order. */
export function readCollation(v: Maybe): Collate | undefined {
  if (isNullish(v)) return undefined;
  if (!isDoc(v)) throw typeMismatch("'collation' must be a document");
  if (v.size === 0) return undefined;
  for (const name of v.keys())
    if (!KNOWN.has(name)) throw new StoreError(40415, `BSON field 'collation.${name}' is an unknown field.`);
  const locale = v.get('locale');
  if (typeof locale !== 'string')
    throw new StoreError(40414, "BSON field 'collation.locale' is missing but a required field");
  if (locale === 'simple') return undefined;
  if (locale !== 'en') throw notSupported(`a collation of locale '${locale}'`);
  for (const name of ['caseLevel', 'caseFirst', 'alternate', 'maxVariable', 'normalization', 'backwards']) {
    const value = v.get(name);
    if (isNullish(value) || value === false || value === 'off' || value === 'non-ignorable') continue;
    throw notSupported(`collation.${name}`);
  }
  const strength = asNumber(v.get('strength')) ?? 3;
  const sensitivity =
    strength === 1 ? 'base' : strength === 2 ? 'accent' : strength === 3 ? 'variant' : undefined;
  if (!sensitivity) throw notSupported(`a collation of strength ${strength}`);
  return new Intl.Collator('en', { sensitivity, numeric: v.get('numericOrdering') === true }).compare;
}
