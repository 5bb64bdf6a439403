import { findLiveState } from '../../../../lib/db/read/live-state';
import { findProject } from '../../../../lib/db/read/project';
import { admitted, guarded } from '../../../access';

const EVERY_MS = 700;

/** Scans of a project and its latest state as server-sent events (`LiveState`); a line whenever something changed, until the reader leaves. */
export const GET = guarded(async (request, { params }: { params: Promise<{ project: string }> }, { db }) => {
  const project = await findProject(db, decodeURIComponent((await params).project));
  if (!project) return new Response('There is no such project.\n', { status: 404 });
  const encoder = new TextEncoder();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const stop = () => {
    clearTimeout(timer);
    isOver = true;
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let last = '';
      const end = () => {
        if (isOver) return;
        stop();
        controller.close();
      };
      const look = async () => {
        // Whoever is signed out meanwhile is told no more.
        const isWelcome = await admitted('viewer', request).then(() => true, () => false);
        const state = await findLiveState(db, project.id).catch(() => null);
        if (isOver) return;
        if (!isWelcome) return end();
        const text = state === null ? last : JSON.stringify(state);
        if (text !== last) controller.enqueue(encoder.encode(`data: ${text}\n\n`));
        last = text;
        timer = setTimeout(() => void look(), EVERY_MS);
      };
      request.signal.addEventListener('abort', end);
      void look();
    },
    cancel: stop,
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' } });
});
