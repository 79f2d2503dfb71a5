import { z } from 'zod';
import { managedKeys } from './config-keys.ts';

/** `config.json` as JSON schema (draft 2020-12), published as docs/config.schema.json: what an editor checks while IT types. */
export function configSchema(): Readonly<Record<string, unknown>> {
  const optional = Object.fromEntries(
    Object.entries(managedKeys).map(([key, schema]) => [key, (schema as z.ZodType).optional()]),
  );
  return {
    title: 'Clinic Outbox config.json',
    ...z.toJSONSchema(z.strictObject(optional), { io: 'input' }),
  };
}

/** What a key takes, in words for IT: its values, or what its description says. */
export function expectationOf(key: string): string {
  const schema: z.ZodType | undefined = Object.hasOwn(managedKeys, key)
    ? managedKeys[key as keyof typeof managedKeys]
    : undefined;
  if (!schema) return 'nothing';
  if (schema instanceof z.ZodEnum) return schema.options.map((value) => `"${value}"`).join(', ');
  return schema.description ?? 'text';
}
