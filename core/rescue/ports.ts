/** What a rescue file holds, in numbers; nothing about people. */
export interface RescueSummary {
  /** Names the export for ever: exporting anew gives another one. */
  readonly exportId: string;
  readonly exportedAt: number;
  /** The machine that it comes from. */
  readonly machine: string;
  readonly messages: number;
  readonly assessments: number;
  /** Of the messages, those that never left that PC: they go by themselves where they are brought in. */
  readonly neverSent: number;
}

/** A queue that leaves in a file, sealed. */
export interface SealedRescue {
  readonly summary: RescueSummary;
  /** The passphrase that opens it; kept nowhere. */
  readonly passphrase: string;
  readonly text: string;
  /** Whether IT's recovery key opens it too. */
  readonly recovery: boolean;
}

/** What opens a rescue file: the passphrase that was shown with it, or IT's private key (PEM). */
export type RescueKey = { readonly passphrase: string } | { readonly privateKey: string };

/** TORN: not whole, or no rescue file. NEWER: written by a later version in a format that this one does not know. */
export type RescueFault = 'TORN' | 'NEWER' | 'WRONG_KEY';

/** What a rescue file would do on this PC, or did. */
export interface RescueEffect extends RescueSummary {
  /** Messages that this PC did not have. */
  readonly added: number;
  /** Of those, the ones that wait for a person, because the receiver may have them or refused them. */
  readonly held: number;
  /** Messages that are here already, by control id or by where they came from. */
  readonly known: number;
  /** Receivers that this PC does not have: they are added switched off. */
  readonly missingReceivers: readonly string[];
}

/** One export of this PC whose messages are still set aside. */
export interface RescueExport {
  readonly exportId: string;
  readonly at: number;
  readonly by: string;
  readonly messages: number;
}

/** Who did it, for the audit trail. */
export interface RescueActor {
  readonly accountId: number;
  readonly name: string;
}

/** The queue of this PC leaving for another one, and that of another one coming in. */
export interface RescueStore {
  /**
   * Sets everything unsent aside and seals it, in that order: from then on this PC sends none of it. Null when nothing is
   * unsent. Whoever calls says what became of the file with `exported` or `takeBack`.
   */
  exportQueue(actor: RescueActor, now: number): Promise<SealedRescue | null>;
  /** The file is in the person's hands. */
  exported(exportId: string, actor: RescueActor, now: number): void;
  /**
   * Gives the messages of an export back to this PC. `leftHere`: the file was never written, so all is as it was. Otherwise they
   * may have gone from the other PC, and are flagged. How many came back.
   */
  takeBack(exportId: string, leftHere: boolean, actor: RescueActor, now: number): number;
  /** Exports whose messages are set aside still, newest first. */
  exports(): readonly RescueExport[];
  /** Opens a file and says what bringing it in would do; with `actor` it is done, in one transaction. */
  importFile(
    text: string,
    key: RescueKey,
    actor: RescueActor | null,
    now: number,
  ): Promise<
    { readonly ok: true; readonly effect: RescueEffect } | { readonly ok: false; readonly fault: RescueFault }
  >;
}
