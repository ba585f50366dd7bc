import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig, readEnvironment } from '#src/config.ts';

describe('the environment', () => {
  test('nothing set: practice mode with the embedded store', () => {
    const config = readConfig({});
    expect(config.wechat).toBeUndefined();
    expect(config.mongodbUri).toBeUndefined();
    expect(config.practice.port).toBe(8788);
  });

  test('a token set: WeChat, and no practice', () => {
    const config = readConfig({
      WECHATY_PUPPET_SERVICE_TOKEN: 'puppet_x',
      WECHATY_PUPPET_SERVICE_ENDPOINT: '10.0.0.1:8788',
    });
    expect(config.wechat).toEqual({ token: 'puppet_x', endpoint: '10.0.0.1:8788' });
  });

  test('an empty variable counts as not set', () => {
    expect(readConfig({ WECHATY_PUPPET_SERVICE_TOKEN: ' ', MONGODB_URI: '' }).wechat).toBeUndefined();
  });

  test.each([
    [{ HTTP_PORT: 'eighty' }, /HTTP_PORT：须是数字/],
    [{ PRACTICE_PORT: '70000' }, /PRACTICE_PORT：最大 65535/],
    [{ MONGODB_URI: 'localhost:27017' }, /MONGODB_URI：须以 mongodb:\/\/ 开头/],
    [{ OPENAI_BASE_URL: 'deepseek' }, /OPENAI_BASE_URL：须是网址/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
    [{ WECHATY_PUPPET_SERVICE_ENDPOINT: '10.0.0.1:8788' }, /没有 WECHATY_PUPPET_SERVICE_TOKEN/],
  ])('%o is refused by name', (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });
});

describe('the .env file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoji-env-'));
  const path = join(folder, '.env');

  test('gives what the environment does not set', () => {
    writeFileSync(path, '# 说明\nHTTP_PORT=9000\nLOG_LEVEL="debug"\n');
    expect(readEnvironment(path, { HTTP_PORT: '9001' })).toMatchObject({
      HTTP_PORT: '9001',
      LOG_LEVEL: 'debug',
    });
  });

  test('names the line that is no setting', () => {
    writeFileSync(path, 'HTTP_PORT=9000\nthis is not a setting\n');
    expect(() => readEnvironment(path, {})).toThrow(/第 2 行看不懂/);
  });

  test('need not be there', () => {
    expect(readEnvironment(join(folder, 'none'), { A: 'b' })).toEqual({ A: 'b' });
  });
});
