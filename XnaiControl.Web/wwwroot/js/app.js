// The page's own behaviour. Everything is delegated from the document, so that nothing is bound to rendered elements.
import * as ages from './ages.js';
import * as keys from './keys.js';

ages.start();
keys.start();

document.addEventListener('click', async event => {
  const copy = event.target.closest?.('[data-copy]');
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    copy.dataset.copied = 'true';
    setTimeout(() => delete copy.dataset.copied, 1500);
  }
  if (event.target.closest?.('[data-reload]')) location.reload();
  // A link inside one of the frame's popovers has done its work: close it.
  const link = event.target.closest?.('[popover] a');
  if (link) link.closest('[popover]').hidePopover();
});

// A dialog's focus trap takes the focus when it opens: pass it on to the control that should have it.
document.addEventListener('focusin', event => {
  if (event.target.matches('.mud-dialog-container :not(button, input, a, select, textarea)')) {
    event.target.closest('.mud-dialog-container').querySelector('[data-focus-first]')?.focus();
  }
});

// Blazor's changed page may have other theme buttons.
globalThis.xnaiTheme?.apply();
