/** `npm run roles`: writes docs/roles.md anew, who may say what, from what the handlers say. */
import { writeFileSync } from 'node:fs';
import { messageHandlers } from '#handlers/messages/index.ts';
import { intentDefinitions } from '#src/understanding/intents/index.ts';
import { rolesPage } from './roles/page.ts';

writeFileSync('docs/roles.md', rolesPage(intentDefinitions, messageHandlers));
console.log('docs/roles.md 已更新 (is up to date)');
