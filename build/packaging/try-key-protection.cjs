// Runs in wine under a Windows Node: wraps a key with the installed DPAPI addon, opens it again, and sees that neither another
// purpose nor a changed byte opens it. The answer goes to a file, because wine's pipes do not carry it.
const { writeFileSync } = require('node:fs');

const [addon, answer] = process.argv.slice(2);

writeFileSync(answer, verdict());

function verdict() {
  try {
    const { Dpapi } = require(addon);
    const key = Buffer.from('0123456789abcdef0123456789abcdef');
    const purpose = new TextEncoder().encode('clinic-outbox/keyring/v1');
    const wrapped = Dpapi.protectData(key, purpose, 'LocalMachine');
    const torn = Buffer.from(wrapped);
    torn[torn.length - 3] ^= 1;
    if (Buffer.from(wrapped).includes(key)) return 'in clear';
    if (!Buffer.from(Dpapi.unprotectData(wrapped, purpose, 'LocalMachine')).equals(key)) return 'another key';
    if (opens(Dpapi, wrapped, new TextEncoder().encode('other'))) return 'opens for another purpose';
    return opens(Dpapi, torn, purpose) ? 'opens when torn' : 'ok';
  } catch (error) {
    return String(error);
  }
}

function opens(dpapi, wrapped, purpose) {
  try {
    dpapi.unprotectData(wrapped, purpose, 'LocalMachine');
    return true;
  } catch {
    return false;
  }
}
