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
  // Browsers that know light-dark(), as our style sheet asks of them, know all that Next would add to older ones.
  turbopack: { resolveAlias: { '../build/polyfills/polyfill-module': './app/no-polyfills.ts' } },
  experimental: {
    // A page is read from the database on every visit; the router keeps none for later.
    staleTimes: { dynamic: 0 },
    // A page needs nearly all of its script: a few large files compress better than many small ones.
    turbopackChunking: { maxChunkCountPerGroup: 2, minChunkSize: 400_000, maxMergeChunkSize: 4_000_000 },
  },
};

export default config;
