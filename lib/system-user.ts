import { userInfo } from 'node:os';

/** Whoever runs this process, as the system knows them; in a container they may have a number and no name. */
export function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? '?'}`;
  }
}
