/** Where the window lives: a scheme and host of its own, so that nothing else shares its origin. */
export const appOrigin = 'app://clinic-outbox';
