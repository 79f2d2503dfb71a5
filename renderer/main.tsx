import './zod-jitless.ts';
import './window.css';
import './print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './App.tsx';
import { createQueryClient } from './api-hooks.ts';
import { i18nOfWindow } from './i18n.ts';
import { startLiveUpdates } from './live-updates.ts';

const client = createQueryClient();
startLiveUpdates(client);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root.');

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18nOfWindow}>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </I18nextProvider>
  </StrictMode>,
);
