import { errorCode, errorText, grpcCode } from './grpc-error.ts';

/** A send that may or may not have gone out: whoever repeats it risks saying it twice. */
export class AmbiguousSend extends Error {
  override readonly name = 'AmbiguousSend';
}

/** A send that certainly did not go out, because there was no connection. It can be repeated. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

/** A send that the gateway took and refused, e.g. to a room that the account has left. */
export class SendRefused extends Error {
  override readonly name = 'SendRefused';
}

/** What a failed send means. The link's end comes as NotConnected, but then the send was under way already. */
export function sendError(error: unknown): AmbiguousSend | NotConnected | SendRefused {
  if (error instanceof AmbiguousSend) return error;
  const reason = errorText(error);
  if (error instanceof NotConnected) return new AmbiguousSend(reason);
  const code = errorCode(error);
  if (
    code === grpcCode.unavailable &&
    /No connection established|ECONNREFUSED|Name resolution/.test(reason)
  ) {
    return new NotConnected(reason);
  }
  const unclear: (number | undefined)[] = [
    grpcCode.unavailable,
    grpcCode.cancelled,
    grpcCode.deadlineExceeded,
  ];
  return unclear.includes(code) ? new AmbiguousSend(reason) : new SendRefused(reason);
}

export type ConnectProblem = 'unreachable' | 'wrong-token' | 'certificate' | 'not-logged-in' | 'no-answer';

/** The gateway could not be used. `message` is one plain English sentence, `chinese` the same in Chinese. */
export class ConnectFailure extends Error {
  override readonly name = 'ConnectFailure';
  readonly problem: ConnectProblem;
  readonly chinese: string;

  constructor(problem: ConnectProblem, endpoint: string | undefined) {
    const { english, chinese } = sentences[problem](endpoint ?? 'WECHATY_PUPPET_SERVICE_TOKEN');
    super(english);
    this.problem = problem;
    this.chinese = chinese;
  }
}

const sentences: Record<ConnectProblem, (endpoint: string) => { english: string; chinese: string }> = {
  unreachable: (endpoint) => ({
    english: `No WeChat gateway answers at ${endpoint}: check WECHATY_PUPPET_SERVICE_ENDPOINT and that the gateway runs.`,
    chinese: `连不上微信网关 ${endpoint}，请检查 WECHATY_PUPPET_SERVICE_ENDPOINT，以及网关是否在运行。`,
  }),
  'wrong-token': (endpoint) => ({
    english: `The WeChat gateway at ${endpoint} refuses the token: check WECHATY_PUPPET_SERVICE_TOKEN.`,
    chinese: `微信网关 ${endpoint} 不接受这个令牌，请检查 WECHATY_PUPPET_SERVICE_TOKEN。`,
  }),
  certificate: (endpoint) => ({
    english: `The certificate of the WeChat gateway at ${endpoint} does not fit: check WECHATY_PUPPET_SERVICE_TLS_CA_CERT and the part of the token before the underscore.`,
    chinese: `微信网关 ${endpoint} 的证书对不上，请检查 WECHATY_PUPPET_SERVICE_TLS_CA_CERT，以及令牌下划线前的部分。`,
  }),
  'not-logged-in': (endpoint) => ({
    english: `The WeChat gateway at ${endpoint} answers, but no WeChat account is logged in there: log it in and start again.`,
    chinese: `微信网关 ${endpoint} 连上了，但上面没有登录微信账号，请先登录再启动。`,
  }),
  'no-answer': (endpoint) => ({
    english: `The port at ${endpoint} is open, but what listens there does not answer as a WeChat gateway: check WECHATY_PUPPET_SERVICE_ENDPOINT.`,
    chinese: `${endpoint} 的端口开着，但不像是微信网关，请检查 WECHATY_PUPPET_SERVICE_ENDPOINT。`,
  }),
};
