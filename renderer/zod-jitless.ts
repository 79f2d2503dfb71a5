import { z } from 'zod';

// Imported first by main.tsx: zod 4 otherwise tries `new Function('')` when a schema is made, which the policy refuses.
z.config({ jitless: true });
