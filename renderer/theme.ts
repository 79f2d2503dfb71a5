import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';

/** Windows' own faces first; Noto where the product runs without them. Both hold Arabic. */
const fontFamilyBase =
  "'Segoe UI', 'Segoe UI Web (West European)', 'Noto Sans', 'Noto Sans Arabic', sans-serif";
const fontFamilyMonospace = "Consolas, 'Cascadia Mono', 'Noto Sans Mono', 'Liberation Mono', monospace";

/** The window by day. */
export const lightTheme: Theme = { ...webLightTheme, fontFamilyBase, fontFamilyMonospace };

/** The window by night. */
export const darkTheme: Theme = { ...webDarkTheme, fontFamilyBase, fontFamilyMonospace };
