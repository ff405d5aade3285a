import type { IconName } from "../../../../ui";
import { FIELD_KINDS } from "../../../../fields";
import { maybe } from "../../../../i18n";
import type { Definition, Forms } from "../model";

export interface Placeable { key: string; name: string; icon: IconName; builtIn: boolean; required: boolean }
const ICONS: Record<string, IconName> = { title: "text", description: "text", requester: "person", urgency: "warning", impact: "warning", category: "tree", team: "people", assignee: "person", tags: "tag", attachments: "clip" };

/** What may stand on a form: the built-in fields that the server offers for the audience, and the fields that it may read. */
export function placeable(d: Definition, defaults: Forms, audience: keyof Forms): Placeable[] {
  const custom = new Set(d.fields.map((f) => f.key));
  const builtIn = defaults[audience].sections.flatMap((s) => s.fields.map((i) => i.field)).filter((k) => !custom.has(k));
  const seen = d.fields.filter((f) => !f.retired && (audience === "requester" ? f.read.includes("requester") : f.read.length === 0 || f.read.includes("agent") || f.read.includes("manager")));
  return [
    ...builtIn.map((key) => ({ key, name: maybe(`field.${key}`, key), icon: ICONS[key] ?? ("text" as const), builtIn: true, required: key === "title" })),
    ...seen.map((f) => ({ key: f.key, name: f.name, icon: FIELD_KINDS[f.kind].icon, builtIn: false, required: f.required })),
  ];
}
