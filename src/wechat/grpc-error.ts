/** The gRPC status codes that matter here. https://grpc.io/docs/guides/status-codes/ */
export const grpcCode = { cancelled: 1, deadlineExceeded: 4, unavailable: 14, unauthenticated: 16 } as const;

/** The gRPC status code of an error, whether it came as an Error or as a wechaty error event. */
export function errorCode(error: unknown): number | undefined {
  const { code, message } = unwrap(error);
  if (typeof code === 'number') return code;
  const written = /^(\d{1,2}) [A-Z_]+: /.exec(message ?? '')?.[1];
  return written === undefined ? undefined : Number(written);
}

export function errorText(error: unknown): string {
  return unwrap(error).message ?? String(error);
}

interface ErrorLike {
  code?: unknown;
  message?: string;
}

/** wechaty's error events carry the error as JSON in `gerror`. */
function unwrap(error: unknown): ErrorLike {
  const gerror = (error as { gerror?: unknown } | null)?.gerror;
  if (typeof gerror !== 'string') return (error ?? {}) as ErrorLike;
  try {
    return JSON.parse(gerror) as ErrorLike;
  } catch (failure) {
    if (failure instanceof SyntaxError) return { message: gerror };
    throw failure;
  }
}
