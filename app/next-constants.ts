// The one of Next's many constants, mostly texts for servers, that its script in the browser reads: next.config.js puts
// this in their place. scripts/next-parts.test.ts notices when a newer Next reads another.
export const NEXT_NAV_DEPLOYMENT_ID_HEADER = 'x-nextjs-deployment-id';
