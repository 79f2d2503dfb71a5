import { defineConfig } from 'drizzle-kit';

// `drizzle-kit generate` writes the next migration from db/schema; db/migrations/README.md says what is added by hand.
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema/*.ts',
  out: './db/migrations',
  breakpoints: false,
  migrations: { prefix: 'index' },
});
