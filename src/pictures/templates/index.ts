import type { Box } from '../h.ts';
import type { Picture, PictureParams, TemplateName } from '../picture.ts';
import { activityPoster } from './activity-poster.ts';
import { board } from './board.ts';
import { catalog } from './catalog.ts';
import { publicity } from './publicity.ts';
import { reportCard } from './report-card.ts';

const TEMPLATES: { [T in TemplateName]: (params: PictureParams[T]) => Box } = {
  publicity,
  'report-card': reportCard,
  board,
  'activity-poster': activityPoster,
  catalog,
};

/** A picture's boxes. @throws when there is no such template, or its data are not what it needs. */
export function boxesOf({ template, params }: Picture): Box {
  const make = Object.hasOwn(TEMPLATES, template)
    ? (TEMPLATES[template] as (params: unknown) => Box)
    : undefined;
  if (!make) throw new Error(`there is no template called ${template}`);
  return make(params);
}
