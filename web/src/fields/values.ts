import type { Field, Json, Refs } from "../api/types";

export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");
export const numberOf = (value: Json | undefined): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);
export const listOf = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((v): v is string => typeof v === "string") : typeof value === "string" && value ? [value] : [];
export const partOf = (value: Json | undefined, name: string): Json =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value[name] ?? null) : null;

/** Nothing was entered: null, an empty text, an empty list. No and zero are answers. */
export const isEmpty = (value: Json | undefined): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

export const configNumber = (field: Field, name: string): number | undefined => numberOf(field.config[name]) ?? undefined;
export const configText = (field: Field, name: string): string => textOf(field.config[name]);
export const most = (field: Field): number => configNumber(field, "most") ?? Number.POSITIVE_INFINITY;

export const nameOf = (id: string, refs: Refs): string => {
  const ref = refs[id];
  return ref ? (ref.number ? `${ref.number} ${ref.name}` : ref.name) : id;
};
/** Compares texts as people do: whatever the case, with or without accents. */
export const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
