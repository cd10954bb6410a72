/** Where spans go. There is one only where traces are collected: without it nothing of this costs anything. */
export interface Tracing {
  begin(beginning: SpanBeginning): Span;
  /** Does work as a span: what is told from within it is told as its consequence. */
  during<T>(beginning: SpanBeginning, work: (span: Span) => Promise<T>): Promise<T>;
  /** Hands over what is not handed over yet; waits no longer than a moment for a collector that is away. */
  close(): Promise<void>;
}

export interface SpanBeginning {
  name: string;
  kind: 'server' | 'client' | 'producer' | 'consumer';
  /** The `traceparent` of its cause; without one it begins a trace. */
  parent: string | undefined;
  attributes?: Record<string, string | number>;
}

export interface Span {
  /** How it is named to those who carry on. */
  traceparent: string;
  end(outcome?: { failure?: string; attributes?: Record<string, string | number> }): void;
}
