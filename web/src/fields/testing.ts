import type { Field, FieldKind } from "../api/types";

/** A field for a test: only what matters to it is said. */
export const sample = (kind: FieldKind, over: Partial<Field> = {}): Field => ({
  id: `id-${over.key ?? kind}`, key: kind, name: kind, kind, help: "", required: false, defaultValue: null, portal: true, options: [], config: {}, condition: null,
  read: [], write: [], indexed: false, unique: false, retired: false, writable: true, ...over,
});
