// Draws the icons of the application and the tray from the shapes below and writes them as committed files. Run by hand after
// changing a shape: node build/icons/generate.mjs (needs Chromium). States differ by shape and not only by colour.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const here = import.meta.dirname;
const sizes = [16, 20, 24, 32, 48];
const themes = { light: { ink: '#1b1b1b', paper: '#ffffff' }, dark: { ink: '#ffffff', paper: '#1b1b1b' } };
const blue = '#0f6cbd';
const red = '#c50f1f';
const amber = '#bc4b09';

const cross = 'M12 4h8v8h8v8h-8v8h-8v-8h-8v-8h8z';

/** 32 x 32 drawings; a badge stands in the lower right corner, cut out of the cross so that it reads at 16 pixels. */
const states = {
  idle: ({ ink }) => `<path d="${cross}" fill="${ink}"/>`,
  sending: ({ ink, paper }) =>
    badge(
      ink,
      paper,
      blue,
      '<path d="M24 18.5v11M24 18l-4 4.5M24 18l4 4.5" stroke="#fff" stroke-width="2.6" fill="none" stroke-linecap="round"/>',
    ),
  waiting: ({ ink, paper }) =>
    badge(
      ink,
      paper,
      amber,
      '<path d="M24 19.5V24l3 2.2" stroke="#fff" stroke-width="2.4" fill="none" stroke-linecap="round" stroke-linejoin="round"/>',
    ),
  offline: ({ ink, paper }) =>
    `<path d="${cross}" fill="none" stroke="${ink}" stroke-width="2.6" stroke-linejoin="round"/><path d="M4 28L28 4" stroke="${paper}" stroke-width="6"/><path d="M4 28L28 4" stroke="${ink}" stroke-width="3" stroke-linecap="round"/>`,
  paused: ({ ink, paper }) =>
    badge(
      ink,
      paper,
      '#616161',
      '<path d="M21.8 20.5v7M26.2 20.5v7" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>',
    ),
  attention: ({ ink, paper }) =>
    `<path d="${cross}" fill="${ink}"/><path d="M23 12.5L32.5 31h-19z" fill="${paper}" stroke="${paper}" stroke-width="3" stroke-linejoin="round"/><path d="M23 15L31 30.5H15z" fill="${red}" stroke="${red}" stroke-width="1.6" stroke-linejoin="round"/><path d="M23 19.5v5" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/><circle cx="23" cy="27.8" r="1.5" fill="#fff"/>`,
};

function badge(ink, paper, colour, glyph) {
  return `<path d="${cross}" fill="${ink}"/><circle cx="24" cy="24" r="9.6" fill="${paper}"/><circle cx="24" cy="24" r="8" fill="${colour}"/>${glyph}`;
}

const appIcon = `<rect x="1" y="1" width="30" height="30" rx="7" fill="${blue}"/><path d="M13 7h6v6h6v6h-6v6h-6v-6H7v-6h6z" fill="#fff"/>`;

/** Over the taskbar's button, 16 pixels: the badge alone, because the button shows the cross already. */
const overlays = {
  attention: `<path d="M16 2L31 30H1z" fill="${red}" stroke="${red}" stroke-width="2" stroke-linejoin="round"/><path d="M16 11v9" stroke="#fff" stroke-width="4" stroke-linecap="round"/><circle cx="16" cy="25.5" r="2.4" fill="#fff"/>`,
  offline:
    '<circle cx="16" cy="16" r="15" fill="#616161"/><path d="M8 24L24 8" stroke="#fff" stroke-width="4.4" stroke-linecap="round"/>',
  paused:
    '<circle cx="16" cy="16" r="15" fill="#616161"/><path d="M11.5 9.5v13M20.5 9.5v13" stroke="#fff" stroke-width="4.6" stroke-linecap="round"/>',
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();

for (const [state, draw] of Object.entries(states)) {
  for (const [theme, colours] of Object.entries(themes)) {
    await write(join(here, '..', 'tray', `${state}-${theme}`), draw(colours), sizes);
  }
}
for (const [state, drawing] of Object.entries(overlays))
  writeFileSync(join(here, '..', 'tray', `overlay-${state}.png`), await render(drawing, 16));
await write(join(here, '..', 'icon'), appIcon, [16, 24, 32, 48, 64, 128, 256]);
await browser.close();

/** An .ico with a frame for each size, and a .png of 32 pixels (256 for the application) for systems without .ico. */
async function write(path, drawing, frameSizes) {
  const frames = [];
  for (const size of frameSizes) frames.push({ size, png: await render(drawing, size) });
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(`${path}.ico`, ico(frames));
  const single = frames.find(({ size }) => size === (frameSizes.includes(256) ? 256 : 32));
  writeFileSync(`${path}.png`, single.png);
}

async function render(drawing, size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0;background:transparent}svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 32 32">${drawing}</svg>`,
  );
  return page.screenshot({ omitBackground: true });
}

/** The ICO container: a directory of PNG frames, which Windows reads since Vista. */
function ico(frames) {
  const head = Buffer.alloc(6 + 16 * frames.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(frames.length, 4);
  let offset = head.length;
  frames.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...frames.map(({ png }) => png)]);
}
