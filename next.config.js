/** @type {import('next').NextConfig} */
const config = {
  // The driver is native code; recharts, shiki and the rest are bundled.
  serverExternalPackages: ['sqlite3', 'ts-morph'],
  poweredByHeader: false,
  // Browsers ask for it where a page does not name its icon in time.
  rewrites: () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  reactStrictMode: true,
  devIndicators: false,
  // `npm test` checks the types of the whole repository; a build on somebody's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // A page is read from the database on every visit; the router keeps none for later.
    staleTimes: { dynamic: 0 },
  },
};

export default config;
