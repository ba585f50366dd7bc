import { WechatyBuilder } from 'wechaty';
import { PuppetService } from 'wechaty-puppet-service';

/** The smallest bot that wechaty's own README has: it answers ding with dong. The floor that the bench compares with. */
const [endpoint = '', token = ''] = process.argv.slice(2);
const bot = WechatyBuilder.build({ puppet: new PuppetService({ endpoint, token, timeoutSeconds: 86_400 }) });
bot.on('message', async (message) => {
  if (message.text() === 'ding' && !message.self()) await message.say('dong');
});
bot.on('login', () => {
  process.send?.('ready');
});
bot.on('error', (error) => console.error(error));
await bot.start();
