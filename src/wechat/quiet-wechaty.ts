import { log } from 'wechaty-puppet';

/**
 * Imported for its effect: wechaty writes its own unstructured log to the console. What goes wrong reaches us as
 * events and errors all the same; `WECHATY_LOG=verbose` brings the log back for a closer look.
 */
if (!process.env.WECHATY_LOG) log.level('silent');
