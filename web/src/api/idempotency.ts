import { useState } from "react";

/** randomUUID is missing on plain http inside a house; random values are not. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * A key for a creation form. The same content keeps its key, so that a second press or a retry after a lost
 * answer creates nothing twice; changed content is a new wish and gets a new key.
 */
export class CreationKey {
  private last = "";
  private key = "";

  constructor(private readonly make: () => string = randomKey) {}

  for(body: unknown): string {
    const now = JSON.stringify(body);
    if (!this.key || now !== this.last) this.key = this.make();
    this.last = now;
    return this.key;
  }

  /** After success: the same words written again are meant as a second record. */
  renew(): void {
    this.key = "";
  }
}

export const useCreationKey = (): CreationKey => useState(() => new CreationKey())[0];
