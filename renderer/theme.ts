import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { Settings } from '../core/contract/destination.ts';

/** Windows' own faces first; Noto where the product runs without them. Both hold Arabic. */
const fontFamilyBase =
  "'Segoe UI', 'Segoe UI Web (West European)', 'Noto Sans', 'Noto Sans Arabic', sans-serif";
const fontFamilyMonospace = "Consolas, 'Cascadia Mono', 'Noto Sans Mono', 'Liberation Mono', monospace";

/** How much larger the text is than Windows' own 14 pixels. */
const factors: Readonly<Record<Settings['textSize'], number>> = { normal: 1, large: 1.15, largest: 1.3 };

export const textSizes: readonly Settings['textSize'][] = ['normal', 'large', 'largest'];

/** The theme with its text, and the lines that it stands on, in a size. */
export function withTextSize(theme: Theme, size: Settings['textSize']): Theme {
  const factor = factors[size];
  if (factor === 1) return theme;
  const scaled = Object.entries(theme).map(([name, value]) => [
    name,
    /^(fontSize|lineHeight)/.test(name)
      ? `${Math.round(Number.parseFloat(String(value)) * factor)}px`
      : value,
  ]);
  return Object.fromEntries(scaled) as Theme;
}

/** The window by day. */
export const lightTheme: Theme = { ...webLightTheme, fontFamilyBase, fontFamilyMonospace };

/** The window by night. */
export const darkTheme: Theme = { ...webDarkTheme, fontFamilyBase, fontFamilyMonospace };
