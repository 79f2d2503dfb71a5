/**
 * Node's HTTP, loaded with the first connection that needs it: loading takes longer than opening the database (Node brings
 * its fetch along), and a clinic that sends over MLLP needs none of it before its first message.
 */
export function nodeHttp(): typeof import('node:http') {
  return process.getBuiltinModule('node:http');
}
