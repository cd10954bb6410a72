export interface Vitals {
  /** Of processor time, of all processes together. */
  seconds: number;
  /** Resident. */
  megabytes: number;
  /** V8's: what it has taken, what of it is in use or not collected yet, and what lies outside (buffers, WebAssembly). */
  heap: { total: number; used: number; outside: number };
  /** Events that wait to be published, to be handled, and that nobody could handle. */
  unpublished: number;
  unhandled: number;
  dead: number;
}

/** What the processes at these origins say of themselves at `/metrics`. */
export async function vitalsOf(origins: string[], trusting: typeof fetch): Promise<Vitals> {
  const pages = await Promise.all(
    origins.map(async (origin) => {
      const answer = await trusting(`${origin}/metrics`);
      if (!answer.ok) throw new Error(`${origin}/metrics answered ${answer.status}`);
      return answer.text();
    }),
  );
  const text = pages.join('\n');
  return {
    seconds: sum(text, 'process_cpu_seconds_total'),
    megabytes: sum(text, 'process_resident_memory_bytes') / 1e6,
    heap: {
      total: sum(text, 'nodejs_heap_size_total_bytes') / 1e6,
      used: sum(text, 'nodejs_heap_size_used_bytes') / 1e6,
      outside: sum(text, 'nodejs_external_memory_bytes') / 1e6,
    },
    unpublished: sum(text, 'besteam_outbox_pending'),
    unhandled:
      sum(text, 'besteam_queue_events', 'state="ready"') + sum(text, 'besteam_queue_events', 'state="retrying"'),
    dead: sum(text, 'besteam_queue_events', 'state="dead"'),
  };
}

/** Of all series of that name with that label, in Prometheus' text format. */
function sum(text: string, name: string, label = ''): number {
  return text
    .split('\n')
    .filter((line) => line.startsWith(name) && /[ {]/.test(line[name.length] ?? '') && line.includes(label))
    .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
}
