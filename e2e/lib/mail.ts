import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { createTransport } from "nodemailer";
import { SMTPServer } from "smtp-server";

export interface Letter { to: string; subject: string; messageId: string; text: string }

const header = (raw: string, name: string): string => {
  const lines = raw.split("\r\n\r\n")[0]?.replace(/\r\n[ \t]+/g, " ").split("\r\n") ?? [];
  return lines.find((l) => l.toLowerCase().startsWith(`${name.toLowerCase()}:`))?.slice(name.length + 1).trim() ?? "";
};
/** Quoted-printable undone, which is what our text parts are in when they are not plain. */
const plain = (raw: string): string => raw.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** The rest of the world: a mail server that takes what Steward sends, and hands in what people write. */
export class World {
  readonly letters: Letter[] = [];
  private readonly server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const raw = Buffer.concat(parts).toString("utf8");
        this.letters.push({ to: session.envelope.rcptTo[0]?.address ?? "", subject: header(raw, "Subject"), messageId: header(raw, "Message-ID"), text: plain(raw) });
        done();
      });
    },
  });
  private constructor(readonly port: number) {}

  static async open(): Promise<World> {
    const world = new World(0);
    const listening = world.server.listen(0, "127.0.0.1");
    await once(listening, "listening");
    return Object.assign(world, { port: (listening.address() as AddressInfo).port });
  }

  close(): Promise<void> {
    return new Promise((done) => { this.server.close(done); });
  }

  /** The letter that contains these words, once it is there. */
  async letter(to: string, words: string): Promise<Letter> {
    const found = (): Letter | undefined => this.letters.find((l) => l.to === to && (l.subject.includes(words) || l.text.includes(words)));
    await expect.poll(() => found() !== undefined, { message: `a letter to ${to} with "${words}"`, timeout: 20_000 }).toBe(true);
    return found() as Letter;
  }

  /** Somebody writes to Steward. */
  async write(letter: { from: string; to: string; subject: string; text: string; inReplyTo?: string }): Promise<void> {
    const transport = createTransport({ host: "127.0.0.1", port: Number(process.env["STEWARD_E2E_MAIL_PORT"]), secure: false, ignoreTLS: true });
    await transport.sendMail({ ...letter, ...(letter.inReplyTo ? { references: letter.inReplyTo } : {}) });
    transport.close();
  }
}
