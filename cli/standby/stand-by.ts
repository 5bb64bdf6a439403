import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { platform } from 'node:os';
import { dirname } from 'node:path';
import { addressIn, isAlive, readNote, removeNote, writeNote, type Note, type Place } from './place';
import { removeStaleSockets } from './stale-sockets';
import { surroundings, toolIdentity } from './tool-identity';
import { isProof, linesFrom, proofOf, send, type Answer, type Asked, type Question } from './wire';

/**
 * Finds what a check asks for; null: it is not for this process to say.
 * @param isGone whether nobody waits for it any more
 */
export type Answerer = (question: Question, isGone: () => boolean) => Promise<Answer['checks']>;

/** Until the other side has proved who it is, it has so long (in milliseconds), and so much to say (in bytes). */
const STRANGER_MS = 2000;
const STRANGER_BYTES = 65_536;

/** A process that can be asked. */
export class Standby {
  readonly #key = randomBytes(16).toString('hex');
  readonly #tool = toolIdentity();
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => {
    this.#sockets.add(socket);
    socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
    this.#converse(socket).catch(() => {}).finally(() => socket.destroy());
  });
  #address: string | null = null;

  constructor(
    private readonly place: Place,
    private readonly kind: Note['kind'],
    private readonly answer: Answerer,
  ) {}

  /** Says that one is coming; false where somebody else is there already. */
  announce(): boolean {
    const other = readNote(this.place);
    if (other !== null && isAlive(other) && other.tool === this.#tool) return false;
    this.#write();
    return true;
  }

  /** From now on checks are answered. What a person started takes the place of what a check left behind. Throws where nobody could ask. */
  async open(): Promise<void> {
    if (this.#address === null) {
      await this.#listen();
      await removeStaleSockets(this.place.folder);
    }
    const other = readNote(this.place);
    if (this.#isOwn(other)) return this.#write();
    if (other !== null && isAlive(other) && other.tool === this.#tool && other.kind === 'watch') return;
    if (other?.address != null && dirname(other.address) === this.place.folder && !isAlive(other)) rmSync(other.address, { force: true });
    this.#write();
  }

  /** Whether checks still find this process. */
  get isFound(): boolean {
    const isThere = this.#address === null || platform() === 'win32' || existsSync(this.#address);
    return isThere && this.#isOwn(readNote(this.place));
  }

  async close(): Promise<void> {
    const note = readNote(this.place);
    if (note !== null && this.#isOwn(note)) removeNote(this.place, note);
    for (const socket of this.#sockets) socket.destroy();
    // Its file goes with it.
    if (this.#address !== null) await new Promise((resolve) => this.#server.close(resolve));
  }

  async #converse(socket: Socket): Promise<void> {
    let isKnown = false;
    socket.setTimeout(STRANGER_MS, () => socket.destroy());
    const lines = linesFrom(socket, () => (isKnown ? undefined : STRANGER_BYTES));
    const greeting = (await lines.next()).value as Record<string, unknown> | undefined;
    if (greeting === undefined) return;
    const nonce = randomBytes(16).toString('hex');
    send(socket, { proof: proofOf(this.#key, 'standby', String(greeting.nonce)), nonce });
    const asked = (await lines.next()).value as Asked | undefined;
    if (!isProof(asked?.proof, this.#key, 'check', nonce) || asked === undefined) return;
    isKnown = true;
    socket.setTimeout(0);
    const { question } = asked;
    const fits = question.tool === this.#tool && question.surroundings === surroundings();
    const checks = fits ? await this.answer(question, () => socket.destroyed).catch(() => null) : null;
    await new Promise<void>((resolve) => socket.end(`${JSON.stringify({ checks } satisfies Answer)}\n`, () => resolve()));
  }

  async #listen(): Promise<void> {
    const address = addressIn(this.place);
    if (address === null) throw new Error(`The path of ${this.place.folder} is too long for a socket.`);
    // Later errors are of single connections, and end nothing.
    await new Promise<void>((resolve, reject) => this.#server.on('error', reject).listen(address, () => resolve()));
    this.#address = address;
  }

  #isOwn(note: Note | null): boolean {
    return note !== null && note.pid === process.pid && note.key === this.#key;
  }

  #write(): void {
    writeNote(this.place, { kind: this.kind, tool: this.#tool, pid: process.pid, address: this.#address, key: this.#key, at: Date.now() });
  }
}
