import type { NextRequest } from 'next/server';
import { findScanRun } from '../../../../lib/db/read/scan-run';
import { findProject } from '../../../../lib/db/read/project';
import { database } from '../../../database';

const EVERY_MS = 700;

/** The progress of a project's scan as server-sent events; a line whenever it changed, until the reader leaves. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ project: string }> }): Promise<Response> {
  const db = await database();
  const project = await findProject(db, decodeURIComponent((await params).project));
  if (!project) return new Response('There is no such project.\n', { status: 404 });
  const encoder = new TextEncoder();
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let last = '';
      const look = async () => {
        const text = JSON.stringify(await findScanRun(db, project.id).catch(() => null));
        if (request.signal.aborted) return;
        if (text !== last) controller.enqueue(encoder.encode(`data: ${text}\n\n`));
        last = text;
        timer = setTimeout(() => void look(), EVERY_MS);
      };
      request.signal.addEventListener('abort', () => {
        stop();
        controller.close();
      });
      void look();
    },
    cancel: stop,
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' } });
}
