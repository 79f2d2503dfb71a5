/** Node with nothing in it; prints `ready`. */
setInterval(() => {}, 60_000);
process.stdout.write('ready\n');
