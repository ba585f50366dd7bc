import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, numbersGroup, numbersOf } from '../rules.ts';

const picture = '(?:照片|图片|相片|凭证)';

/** The photos of what was reported. */
export const claimPictures = defineIntent(
  z.object({ name: z.literal('claim.pictures'), numbers: z.array(z.int().positive()).min(1) }),
  {
    rules: [
      command(
        'numbers',
        '看 查 照 图 相 凭 发 0 # 编 photo photos picture pictures show',
        [
          `(?:看|查)(?:看|一下)?(?:图|${picture})[ :]*${numbersGroup}`,
          `(?:看|查)(?:看|一下)?[ ]?${numbersGroup}[ ]?的?${picture}`,
          `${picture}[ :]*${numbersGroup}`,
          `${numbersGroup}[ ]?的?${picture}`,
          `(?:show |see )?(?:the )?(?:photos?|pictures?)(?: of)?[ :]*(?:claim |report )?${numbersGroup}`,
        ],
        ({ numbers }, message) => {
          const read = numbersOf(numbers, message);
          const sure = message.addressed || read.every((number) => number >= 1000);
          return read.length > 0 && sure ? { intent: { numbers: read } } : undefined;
        },
        100,
        /图|照片|相片|凭证|photo|picture/,
      ),
      addressed(
        'card',
        `(?:看|查)(?:看|一下)?(?:图|${picture})|(?:show |see )?(?:the )?(?:photos?|pictures?)`,
        (_, message) => (message.card.length > 0 ? { intent: { numbers: message.card } } : undefined),
        -5,
        /图|照片|相片|凭证|photo|picture/,
      ),
    ],
    help: {
      roles: ['committee', 'grid-worker'],
      zh: { what: '看申报的照片', examples: ['看图 1023'] },
      en: { what: 'see the photos of a report', examples: ['photos 1023'] },
    },
  },
);
