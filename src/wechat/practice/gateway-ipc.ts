/** What the gateway process tells the process that forked it. */
export type GatewayReport =
  | { type: 'ready'; httpUrl: string; grpcEndpoint: string; offsetMs: number }
  | { type: 'clock'; offsetMs: number }
  /** The demo community starts again, with the clock at the machine's time; answered by `reset-done`. */
  | { type: 'reset' }
  | { type: 'failed'; reason: string };

export type GatewayOrder = { type: 'reset-done' };
