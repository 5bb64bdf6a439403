'use client';

import ErrorPage from './error';

/** The same where not even the frame of all pages could be made. It also stands in the place of Next's own, see next.config.js. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
