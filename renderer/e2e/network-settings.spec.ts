import { asPkcs12, makeCertificates } from '../../core/transport/testing/certificates.ts';
import { expectAccessible, takePicture } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { makeAdministrator, openSettings } from './steps.ts';

test('IT sets a client certificate and a proxy, and sees what is not encrypted, in both languages @browser', async ({
  start,
}) => {
  test.setTimeout(90_000);
  const passphrase = 'an invented passphrase';
  const { client } = makeCertificates();
  const { page } = await start();
  await page.setViewportSize({ width: 1366, height: 2200 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await openSettings(page, 'Connection');

  await page.getByLabel('Way').selectOption('mllp');
  await page.getByLabel('Address').selectOption('one');
  await page.getByLabel('Host').fill('10.0.0.7');
  await page.getByLabel('Port').fill('2575');
  await page.getByRole('button', { name: 'Save connection' }).click();
  await expect(page.getByText(/whoever listens on the line reads it/)).toBeVisible();
  await page.getByRole('checkbox', { name: /Send without encryption/ }).check();
  await page.getByRole('button', { name: 'Save connection' }).click();
  const card = page.getByRole('region', { name: 'Practice receiver' });
  await expect(card.getByText('Not encrypted')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Connection' }).getByText('Not encrypted')).toBeVisible();
  await expectAccessible(page, 'settings-network-plain-en');

  await page.getByLabel('Way').selectOption('mllps');
  await page.getByRole('button', { name: 'Save connection' }).click();
  await expect(card.getByText('Not encrypted')).toBeHidden();
  await page.getByRole('button', { name: 'Set client certificate' }).click();
  const dialog = page.getByRole('dialog');
  const file = {
    name: 'clinic.p12',
    mimeType: 'application/x-pkcs12',
    buffer: Buffer.from(asPkcs12(client, passphrase), 'base64'),
  };
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByLabel('Passphrase').fill('wrong');
  await dialog.getByRole('button', { name: 'Set certificate' }).click();
  await expect(dialog.getByText(/The passphrase does not open the file/)).toBeVisible();
  await expectAccessible(page, 'settings-certificate-refused-en', '[role=dialog]');
  await dialog.getByLabel('Passphrase').fill(passphrase);
  await dialog.getByRole('button', { name: 'Set certificate' }).click();
  await expect(page.getByText('31 Dec 2099')).toBeVisible();

  await page.getByRole('radio', { name: 'This proxy' }).check();
  await page.getByLabel('Address of the proxy').fill('http://user:secret@proxy.school.example:8080');
  await page.getByRole('button', { name: 'Save proxy' }).click();
  await expect(page.getByText(/A name or password cannot be part of it/)).toBeVisible();
  await page.getByLabel('Address of the proxy').fill('http://proxy.school.example:8080');
  await page.getByRole('button', { name: 'Save proxy' }).click();
  await expect(page.getByText('The proxy is saved.').first()).toBeVisible();
  await expectAccessible(page, 'settings-network-en');

  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page, 'settings-network-ar');
  await page.emulateMedia({ colorScheme: 'dark' });
  await takePicture(page, 'settings-network-ar-dark');
});
