'use client';

import { useEffect } from 'react';

/** `<details data-popup>` open and close without scripts; with them also by Escape, and by a click elsewhere. */
export function Popups() {
  useEffect(() => {
    const open = () => [...document.querySelectorAll<HTMLDetailsElement>('details[data-popup][open]')];
    function onClick({ target }: MouseEvent) {
      for (const popup of open()) if (!(target instanceof Node && popup.contains(target))) popup.open = false;
    }
    function onKey({ key }: KeyboardEvent) {
      if (key !== 'Escape') return;
      for (const popup of open()) {
        if (popup.contains(document.activeElement)) popup.querySelector('summary')?.focus();
        popup.open = false;
      }
    }
    addEventListener('click', onClick);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('click', onClick);
      removeEventListener('keydown', onKey);
    };
  }, []);
  return null;
}
