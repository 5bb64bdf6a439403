/** The sign of Awaited: three bars that rise from old to new. */
export function Mark() {
  return (
    <svg width="18" height="18" viewBox="0 0 16 16" aria-hidden>
      <rect x="1.5" y="9" width="3" height="5" rx="0.5" fill="var(--state-sync)" />
      <rect x="6.5" y="5.5" width="3" height="8.5" rx="0.5" fill="var(--state-bridged)" />
      <rect x="11.5" y="2" width="3" height="12" rx="0.5" fill="var(--state-async)" />
    </svg>
  );
}
