import { createHash } from 'node:crypto';
import { textAt } from '../../hl7/message.ts';
import { parseMessage } from '../../hl7/parse.ts';
import type { ReceivedMessage } from './received-message.ts';

const style = `body{font:15px system-ui,sans-serif;margin:2rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.4rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}
th{border-bottom:2px solid #1b1b1b}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.4rem 0}.banner{font-weight:600}`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing is loaded, run, framed or kept by the browser. */
export function pageHeaders(contentType: string): Readonly<Record<string, string>> {
  return {
    'Content-Type': `${contentType}; charset=utf-8`,
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** What the practice receiver has, newest first, as a page for people. */
export function messagesPage(messages: readonly ReceivedMessage[]): string {
  const rows = [...messages].reverse().map(rowOf).join('\n');
  const body =
    messages.length === 0
      ? '<p>No message has arrived yet. Save an assessment and load this page again.</p>'
      : `<table><thead><tr><th>No.</th><th>Time</th><th>Message</th><th>Control id</th><th>Patient</th><th>Kept</th><th>Answer</th><th>Contents</th></tr></thead><tbody>\n${rows}\n</tbody></table>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Practice receiver</title><style>${style}</style></head><body><h1>Practice receiver</h1><p class="banner">This is not Malaffi. Practice messages only.</p>${body}</body></html>\n`;
}

function rowOf(message: ReceivedMessage): string {
  const kept = message.duplicate ? 'had it before' : message.stored ? 'yes' : 'no';
  const cells = [
    String(message.number),
    new Date(message.at).toISOString().replace('T', ' ').slice(0, 19),
    message.kind,
    message.controlId,
    patientOf(message),
    kept,
    message.answer,
  ];
  const contents = `<details><summary>${message.bytes.length} bytes</summary><pre>${escapeHtml(linesOf(message))}</pre></details>`;
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}<td>${contents}</td></tr>`;
}

/** The same for programs; `text` has one line for each segment. */
export function messagesAsJson(messages: readonly ReceivedMessage[]): string {
  return JSON.stringify(
    messages.map(({ bytes, ...message }) => ({
      ...message,
      bytes: Buffer.from(bytes).toString('base64'),
      text: linesOf({ bytes }),
    })),
  );
}

function patientOf({ bytes }: ReceivedMessage): string {
  const message = parseMessage(bytes);
  if (!message) return '';
  return [textAt(message, 'PID-5.2'), textAt(message, 'PID-5.1')].filter(Boolean).join(' ');
}

function linesOf({ bytes }: { readonly bytes: Uint8Array }): string {
  return new TextDecoder().decode(bytes).replaceAll('\r', '\n');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
