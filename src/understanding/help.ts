import type { Help } from './define.ts';
import type { Role } from './intent.ts';
import { type IntentName, intentDefinitions } from './intents/index.ts';

export interface HelpEntry extends Help {
  intent: IntentName;
}

/** What people can say: every intent with its line and examples, in both languages, or only those for some roles. */
export function helpFor(roles?: readonly Role[]): HelpEntry[] {
  const entries: HelpEntry[] = [];
  for (const [intent, { help }] of intentDefinitions) {
    if (help.roles.length === 0) continue;
    if (roles && !help.roles.some((role) => role === 'resident' || roles.includes(role))) continue;
    entries.push({ intent, ...help });
  }
  return entries;
}
