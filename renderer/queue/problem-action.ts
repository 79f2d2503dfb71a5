import type { ProblemCode } from '../../core/contract/message.ts';
import type { Role } from '../../core/contract/session.ts';

/** What a person can do about a problem here; settings are an administrator's. Null: the words alone must do. */
export type ProblemAction = 'probe' | 'copy' | 'schools' | 'destination' | null;

/** The action of a problem's button for a role. A line that is down may be checked by anybody. */
export function problemAction(problem: ProblemCode, role: Role): ProblemAction {
  const forAdmin = (action: ProblemAction) => (role === 'admin' ? action : null);
  switch (problem) {
    case 'NET_OFFLINE':
    case 'NET_UNREACHABLE':
    case 'SIGN_IN_PAGE':
    case 'PROXY':
    case 'PROXY_SIGN_IN':
    case 'FOLDER_MISSING':
    case 'FOLDER_FULL':
      return 'probe';
    case 'TLS_EXPIRED':
    case 'TLS_UNTRUSTED':
    case 'TLS_NAME':
    case 'TLS_CLIENT_CERTIFICATE':
    case 'AUTH':
    case 'WRONG_ADDRESS':
    case 'FOLDER_DENIED':
    case 'UNCONFIRMED':
    case 'NACK_CONFIG':
      return forAdmin('destination');
    case 'CONFIG':
      return forAdmin('schools');
    case 'NACK_CODE':
    case 'NACK_TYPE':
    case 'REFUSED_OTHER':
    case 'BAD_REPLY':
    case 'POISON':
    case 'FOLDER_TAKEN':
      return 'copy';
    case 'NET_TIMEOUT_BEFORE_SEND':
    case 'NO_REPLY_AFTER_SEND':
    case 'RATE':
    case 'SERVER':
    case 'LOCKED':
    // Corrected by "Fix and resend", where the field is.
    case 'NACK_ID':
    case 'LOCAL_BUILD':
    case 'NACK_REQUIRED':
    case 'NACK_FORMAT':
    case 'NACK_UNKNOWN_KEY':
    case 'DUPLICATE':
    case 'RESTORED':
    case 'IMPORTED':
    case 'MOVED':
    case 'EXPIRED':
    case 'GAVE_UP':
      return null;
  }
}
