/** Counts for /metrics in the Prometheus text format: requests by route, method and status, and time spent. */
export type Metrics = { readonly requests: Map<string, { count: number; seconds: number }> };

export function newMetrics(): Metrics {
  return { requests: new Map() };
}

/** `route` is the declared pattern, never the path itself, so that the number of series stays small. */
export function countRequest(metrics: Metrics, route: string, method: string, status: number, durationMs: number): void {
  const labels = `route="${escapeLabel(route)}",method="${escapeLabel(method)}",status="${status}"`;
  const entry = metrics.requests.get(labels) ?? { count: 0, seconds: 0 };
  entry.count += 1;
  entry.seconds += durationMs / 1000;
  metrics.requests.set(labels, entry);
}

export function metricsText(metrics: Metrics, memoryBytes: number): string {
  const lines = ["# HELP attain_http_requests_total Answered requests.", "# TYPE attain_http_requests_total counter"];
  for (const [labels, { count }] of metrics.requests) lines.push(`attain_http_requests_total{${labels}} ${count}`);
  lines.push("# HELP attain_http_request_seconds_total Time spent answering.", "# TYPE attain_http_request_seconds_total counter");
  for (const [labels, { seconds }] of metrics.requests) lines.push(`attain_http_request_seconds_total{${labels}} ${seconds.toFixed(6)}`);
  lines.push(
    "# HELP attain_memory_bytes Resident memory of the server.",
    "# TYPE attain_memory_bytes gauge",
    `attain_memory_bytes ${memoryBytes}`,
  );
  return `${lines.join("\n")}\n`;
}

function escapeLabel(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
