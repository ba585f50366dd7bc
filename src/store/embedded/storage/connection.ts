/** One SQLite connection with its prepared statements kept. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

export type Row = Record<string, unknown>;
const MAX_STATEMENTS = 400;

export class Connection {
  readonly db: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(file: string, options: { readOnly: boolean; cacheKiB: number }) {
    this.db = new DatabaseSync(file, {
      readOnly: options.readOnly,
      enableForeignKeyConstraints: false,
      timeout: 5000,
    });
    this.db.exec(`PRAGMA cache_size=-${options.cacheKiB}; PRAGMA temp_store=MEMORY`);
  }

  private prepare(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      if (this.statements.size >= MAX_STATEMENTS) {
        const oldest = this.statements.keys().next().value;
        if (oldest !== undefined) this.statements.delete(oldest);
      }
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  /**
   * Keeps one snapshot for many reads until `leaveSnapshot`: taking and giving up SQLite's read lock costs more than
   * a look-up by key.
   */
  enterSnapshot(): void {
    if (!this.db.isTransaction) this.run('BEGIN');
  }

  leaveSnapshot(): void {
    if (this.db.isTransaction) this.run('COMMIT');
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.prepare(sql).get(...values) as Row | undefined;
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.prepare(sql).all(...values) as Row[];
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.prepare(sql).run(...values).changes);
  }

  /** For statements without values that need no keeping: schema changes, pragmas. */
  exec(sql: string): void {
    this.db.exec(sql);
  }

  /** Forgets the prepared statements that name a table which is about to go. */
  forget(table: string): void {
    const word = new RegExp(`\\b${table}\\b`);
    for (const sql of this.statements.keys()) if (word.test(sql)) this.statements.delete(sql);
  }

  close(): void {
    this.statements.clear();
    if (this.db.isOpen) this.db.close();
  }
}
