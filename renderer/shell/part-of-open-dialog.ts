const openDialogs = '[role=dialog][data-tabster], [role=alertdialog][data-tabster]';

/**
 * The attribute by which Tabster takes an element for a part of the dialog that is open now; none where no dialog is. Focus
 * that goes elsewhere would end that dialog's hold on the keyboard, and it would stay on the screen, dead.
 */
export function partOfOpenDialog(): { readonly 'data-tabster'?: string } {
  const open =
    document.activeElement?.closest(openDialogs) ?? [...document.querySelectorAll(openDialogs)].at(-1);
  const known: unknown = JSON.parse(open?.getAttribute('data-tabster') ?? '{}');
  if (typeof known !== 'object' || known === null || !('modalizer' in known)) return {};
  return { 'data-tabster': JSON.stringify({ modalizer: known.modalizer }) };
}
