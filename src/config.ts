import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { BadInput } from './bad-input.ts';

const port = z.coerce.number('须是数字 (a number)').int().min(0, '最小 0').max(65535, '最大 65535');
const optionalText = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || undefined);

const environment = z.object({
  WECHATY_PUPPET_SERVICE_TOKEN: optionalText,
  WECHATY_PUPPET_SERVICE_ENDPOINT: optionalText,
  WECHATY_PUPPET_SERVICE_TLS_CA_CERT: optionalText,
  MONGODB_URI: optionalText.refine(
    (uri) => uri === undefined || /^mongodb(\+srv)?:\/\//.test(uri),
    '须以 mongodb:// 开头 (must begin with mongodb://)',
  ),
  DATA_FOLDER: z.string().trim().min(1).default('./data'),
  COMMUNITY_FILE: z.string().trim().min(1).default('./samples/guihuali/community.yaml'),
  PRACTICE_PORT: port.default(8788),
  PRACTICE_WORLD: z.string().trim().min(1).default('./samples/guihuali/practice.yaml'),
  HTTP_HOST: z.string().trim().min(1).default('127.0.0.1'),
  HTTP_PORT: port.default(8787),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: optionalText.refine(
    (url) => url === undefined || URL.canParse(url),
    '须是网址，如 https://api.deepseek.com/v1 (must be a URL)',
  ),
  OPENAI_MODEL: z.string().trim().min(1).default('gpt-4o-mini'),
  OPENAI_DAILY_BUDGET: z.coerce.number('须是数字 (a number)').int().min(0).default(200),
});

/** Everything that the environment decides. Paths are absolute. */
export interface Config {
  /** Absent: practice mode, with a gateway of our own on this machine. */
  wechat?: { token: string; endpoint?: string; caCert?: string };
  mongodbUri?: string;
  dataFolder: string;
  communityFiles: string[];
  practice: { port: number; worldFile: string };
  http: { host: string; port: number };
  logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  model?: { apiKey?: string; baseUrl?: string; name: string; dailyBudget: number };
}

/** Whose data: that of the bot on a real account, or of practice mode. */
export type Mode = 'live' | 'practice';

/** Where one mode keeps its data: the embedded store in `store`, photos in `evidence`. */
export function folderOf({ dataFolder }: Pick<Config, 'dataFolder'>, mode: Mode): string {
  return join(dataFolder, mode);
}

/** Where one mode keeps the embedded store. */
export function storeFolderOf(config: Pick<Config, 'dataFolder'>, mode: Mode): string {
  return join(folderOf(config, mode), 'store');
}

/** The environment with the lines of `.env` under it: what is set already wins. @throws BadInput naming the line. */
export function readEnvironment(path = '.env', set: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  if (!existsSync(path)) return set;
  const text = readFileSync(path, 'utf8');
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() !== '' && !/^\s*#/.test(line) && !/^\s*(export\s+)?[A-Za-z_]\w*\s*=/.test(line)) {
      throw new BadInput(
        `${path} 第 ${index + 1} 行看不懂，应写成 名称=值 (line ${index + 1}: expected NAME=value)`,
      );
    }
  }
  return { ...parseEnv(text), ...set };
}

/** @throws BadInput that names each variable which can't be used, and why. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const result = environment.safeParse(env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`);
    throw new BadInput(`环境变量有误 (environment)：\n  ${problems.join('\n  ')}`);
  }
  const set = result.data;
  if (!set.WECHATY_PUPPET_SERVICE_TOKEN && set.WECHATY_PUPPET_SERVICE_ENDPOINT) {
    throw new BadInput(
      '设置了 WECHATY_PUPPET_SERVICE_ENDPOINT 却没有 WECHATY_PUPPET_SERVICE_TOKEN，请补上令牌 (the endpoint is set, the token is missing)',
    );
  }
  const hasModel = set.OPENAI_API_KEY !== undefined || set.OPENAI_BASE_URL !== undefined;
  return {
    ...(set.WECHATY_PUPPET_SERVICE_TOKEN
      ? {
          wechat: {
            token: set.WECHATY_PUPPET_SERVICE_TOKEN,
            ...(set.WECHATY_PUPPET_SERVICE_ENDPOINT ? { endpoint: set.WECHATY_PUPPET_SERVICE_ENDPOINT } : {}),
            ...(set.WECHATY_PUPPET_SERVICE_TLS_CA_CERT
              ? { caCert: set.WECHATY_PUPPET_SERVICE_TLS_CA_CERT }
              : {}),
          },
        }
      : {}),
    ...(set.MONGODB_URI ? { mongodbUri: set.MONGODB_URI } : {}),
    dataFolder: resolve(set.DATA_FOLDER),
    communityFiles: set.COMMUNITY_FILE.split(',').map((path) => resolve(path.trim())),
    practice: { port: set.PRACTICE_PORT, worldFile: resolve(set.PRACTICE_WORLD) },
    http: { host: set.HTTP_HOST, port: set.HTTP_PORT },
    logLevel: set.LOG_LEVEL,
    ...(hasModel
      ? {
          model: {
            ...(set.OPENAI_API_KEY ? { apiKey: set.OPENAI_API_KEY } : {}),
            ...(set.OPENAI_BASE_URL ? { baseUrl: set.OPENAI_BASE_URL } : {}),
            name: set.OPENAI_MODEL,
            dailyBudget: set.OPENAI_DAILY_BUDGET,
          },
        }
      : {}),
  };
}
