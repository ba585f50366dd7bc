import { rulebookNow } from '#src/community/community.ts';
import type { MessageHandler } from '#src/handler.ts';
import { periodAt } from '#src/publicity/periods.ts';
import { reportCardOf } from '#src/publicity/report-card.ts';
import { reply } from '#src/replies/reply.ts';
import { whose } from './points.ts';

/** 我家成绩单: the household's points of this scoring period, as a picture to keep. Asked in a group, it goes to the asker alone. */
export const showReportCard: MessageHandler<
  'points.report-card',
  'ledger' | 'claims' | 'roster' | 'scoreLists'
> = {
  intent: 'points.report-card',
  may: { resident: 'own', 'grid-worker': 'all', committee: 'own', admin: 'all' },
  effect: 'reads',
  discreet: 'always',

  async handle({ intent, sender, community, at }, services) {
    const resident = await whose(services.roster, sender, intent.person);
    const card = await reportCardOf(resident, community, at, services);
    const { address, balance, available, frozen, credits, deductions, waiting, rank } = card;
    const period = periodAt(rulebookNow(community, at).lists?.every ?? 'quarter', at).key;
    const summary = { address, period, balance, available, frozen, credits, deductions, waiting, rank };
    return [
      reply('report-card.summary', summary, {
        attachment: { kind: 'picture', picture: { template: 'report-card', params: card } },
      }),
    ];
  },
};
