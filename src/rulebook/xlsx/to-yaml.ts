import { Document, isCollection, isMap, isScalar, visit } from 'yaml';
import type { Raw } from './paths.ts';

/** A rulebook as people would have written it in YAML: small things on one line. */
export function toYaml(raw: Raw, comment: string): string {
  const document = new Document(raw);
  document.commentBefore = ` ${comment}`;
  visit(document, {
    Collection(_key, node) {
      const parts = isMap(node) ? node.items.map(({ value }) => value) : node.items;
      const isSmall = parts.every((part) => isScalar(part) || (isCollection(part) && part.flow));
      if (isSmall && String(JSON.stringify(node)).length < 90) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
