/** @type {import('next').NextConfig} */
const config = {
  // The driver is native code; recharts, shiki and the rest are bundled.
  serverExternalPackages: ['sqlite3', 'ts-morph'],
  poweredByHeader: false,
  // Browsers ask for it where a page does not name its icon in time.
  rewrites: () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // No page has a picture to scale; a service that nobody needs is one that nobody can misuse.
  images: { unoptimized: true },
  reactStrictMode: true,
  devIndicators: false,
  // `npm test` checks the types of the whole repository; a build on somebody's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    resolveAlias: {
      // Browsers that know light-dark(), as our style sheet asks of them, know all that Next would add to older ones.
      '../build/polyfills/polyfill-module': './app/no-polyfills.ts',
      // Next's own page for what went wrong has a style and a design of its own, and would be in every page's script.
      './builtin/global-error': './app/global-error.tsx',
      '../components/builtin/global-error': './app/global-error.tsx',
      '../../../lib/constants': { browser: './app/next-constants.ts' },
      '../../../../lib/constants': { browser: './app/next-constants.ts' },
    },
  },
  experimental: {
    // A page is read from the database on every visit; the router keeps none for later.
    staleTimes: { dynamic: 0 },
    // A page needs nearly all of its script: one large file compresses better than many small ones, and asks once.
    turbopackChunking: { maxChunkCountPerGroup: 1, minChunkSize: 900_000, maxMergeChunkSize: 4_000_000 },
  },
};

export default config;
