declare const __TEST_PACK__: boolean;

/**
 * True only in the pack that browser tests drive (build/packaging/linux-packs.mjs), where the bundler writes it in: there the
 * switches of a test are let through and development's folders and key stand in for Windows'. Everywhere else it is false, and
 * the bundler drops what hangs on it.
 */
export const isTestPack = typeof __TEST_PACK__ !== 'undefined' && __TEST_PACK__;

/** Printed by such a pack alone; the checks of the release pack look for it there and must not find it. */
export const testPackMark = 'Clinic Outbox as packed for tests. Never install it.';
