/** What the account page says after a form: the URL names it, so that it is there without scripts, and says no word of its own. */
export const SAID = {
  'no-account': { isGood: false, text: 'Nobody is signed in; there is no password to change.' },
  'wrong-password': { isGood: false, text: 'That is not your present password; nothing was changed.' },
  'weak-password': { isGood: false, text: 'A new password has 12 to 200 characters and not the name in it; a few words in a row are easy to remember.' },
  wait: { isGood: false, text: 'Too many tries. Wait a quarter of an hour, then try again.' },
  'no-name': { isGood: false, text: "A name has 1 to 60 letters, digits, spaces and . _ @ + ' - and begins with a letter or digit." },
  taken: { isGood: false, text: 'Somebody has that name already.' },
  own: { isGood: false, text: 'You cannot take your own access away; another admin can, or "awaited users" on the server.' },
  gone: { isGood: false, text: 'That is not there any more.' },
  denied: { isGood: false, text: 'This takes the role admin.' },
  added: { isGood: true, text: 'Added. Hand the password over on a safe way, and have it changed.' },
  changed: { isGood: true, text: 'The role is changed, from the next request on.' },
  removed: { isGood: true, text: 'Removed, and signed out everywhere.' },
  revoked: { isGood: true, text: 'The token is worth nothing now.' },
} as const;

export type Said = keyof typeof SAID;
