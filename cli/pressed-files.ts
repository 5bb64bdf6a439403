import { createReadStream, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = { js: 'application/javascript; charset=UTF-8', css: 'text/css; charset=UTF-8' };

/**
 * Scripts and styles as the build pressed them (`page.js.br`), a sixth smaller than what is compressed on the way. The
 * answer says whether a request was for one of them, from a browser that can unpack it; all others go on to Next.
 */
export function pressedFiles(folder: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const known = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.br'))
      .map((file) => [`/_next/static/${file.slice(0, -'.br'.length).replaceAll(sep, '/')}`, join(folder, file)]),
  );
  return ({ url = '', method, headers }, response) => {
    const path = url.replace(/\?.*/, '');
    const file = known.get(decodeURIComponent(path));
    if (file === undefined || method !== 'GET' || !/\bbr\b/.test(String(headers['accept-encoding']))) return false;
    response.writeHead(200, {
      'content-type': TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
      'content-encoding': 'br',
      vary: 'accept-encoding',
      // Their names hold a digest of their content.
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    createReadStream(file).on('error', () => response.destroy()).pipe(response);
    return true;
  };
}
