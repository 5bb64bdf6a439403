import localFont from 'next/font/local';

// From npm packages, served by ourselves. One that arrives late waits for the next page: nothing moves under the reader's eyes.
export const sans = localFont({
  src: '../node_modules/@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2',
  weight: '100 700',
  variable: '--font-sans-face',
  display: 'optional',
});

export const mono = localFont({
  src: '../node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
  weight: '400',
  variable: '--font-mono-face',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
});
