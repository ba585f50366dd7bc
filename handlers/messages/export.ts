import { doneBy } from '#src/audit/done-by.ts';
import { local } from '#src/calendar.ts';
import { gridsOf, holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import type { Grids } from '#src/honours/honours.ts';
import type { Sheet } from '#src/pictures/sheet.ts';
import { periodAt, periodBefore } from '#src/publicity/periods.ts';
import { Refusal } from '#src/refusal.ts';
import { reply } from '#src/replies/reply.ts';

/** Longer tables are made on the machine: npm run export. */
const MAX_ROWS = 20_000;

/** 导出 评优名单, 导出 本月台账, 导出 公示名单: an .xlsx file, to the asker alone wherever it was asked for. */
export const exportReport: MessageHandler<'report.export', 'honours' | 'audit'> = {
  intent: 'report.export',
  may: { committee: 'all', admin: 'all' },
  effect: 'records',
  discreet: 'always',

  async handle(request, { honours, audit }) {
    const { intent, sender, community, message, at } = request;
    const sheet = await sheetFor(request, honours);
    if (!sheet) throw new Refusal('export.which', {});
    const what = sheet.fileName.replace(/^小积-|\.xlsx$/g, '');
    const rows = sheet.tabs.reduce((sum, tab) => sum + tab.rows.length, 0);
    if (rows === 0) throw new Refusal('export.empty', { what });
    if (rows > MAX_ROWS) throw new Refusal('export.too-long', { rows, limit: MAX_ROWS });

    await audit.record([
      doneBy({ community, sender, message, at }, 'report.export', intent.what ?? '', { what, rows }),
    ]);
    return [reply('export.file', { what, rows }, { attachment: { kind: 'sheet', sheet } })];
  },
};

async function sheetFor(
  { intent, sender, community, at }: Request<'report.export'> & { sender: Resident },
  honours: Services['honours'],
): Promise<Sheet | undefined> {
  const grids = reachOf(sender);
  switch (intent.what) {
    case 'awards': {
      if (grids !== 'all') throw new Refusal('role.beyond-grid', { grids });
      // In the first months of a year it is the last one that is honoured.
      const isEarly = intent.period !== 'year' && local(at).month <= 3;
      return honours.awardsSheet(community, isEarly ? periodBefore('year', at).from : at, at);
    }
    case 'ledger': {
      const { period = 'month' } = intent;
      if (period === 'last-week' || period === 'last-month')
        return honours.ledgerSheet(
          community,
          periodBefore(period === 'last-week' ? 'week' : 'month', at),
          grids,
        );
      return honours.ledgerSheet(community, periodAt(period === 'total' ? 'year' : period, at), grids);
    }
    case 'publicity': {
      const key = intent.period === 'last-month' ? periodBefore('month', at).key : undefined;
      return honours.publicitySheet(community, key, grids);
    }
    default:
      return undefined;
  }
}

/** The grids whose records somebody may have. */
function reachOf(sender: Resident): Grids {
  const [committee, admin] = [gridsOf(sender, 'committee'), gridsOf(sender, 'admin')];
  if (committee === 'all' || admin === 'all') return 'all';
  return [...new Set([...committee, ...admin])].filter(
    (grid) => holds(sender, 'committee', grid) || holds(sender, 'admin', grid),
  );
}
