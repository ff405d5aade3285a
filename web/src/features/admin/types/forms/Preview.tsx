import { useState } from "react";
import type { TicketType } from "../../../../api/types";
import { FieldForm, useFieldForm } from "../../../../fields";
import { t } from "../../../../i18n";
import { Button, toast } from "../../../../ui";
import type { BuiltIns } from "../../../agent/BuiltIn";
import { fieldOf, type Audience } from "../model";
import type { Editing } from "../TypeEditor";
import { BuiltInControl, NOTHING } from "./Control";

/** The form as those who fill it in will have it: the server says what is shown and asked for, by the draft. */
export function Preview({ draft, type, audience, still }: Editing & { audience: Audience; still?: boolean }) {
  const [entered, setEntered] = useState<BuiltIns>(NOTHING);
  const own = draft.now.forms;
  const used = { requester: own.requester.sections.length ? own.requester : draft.defaultForms.requester, agent: own.agent.sections.length ? own.agent : draft.defaultForms.agent };
  const fields = draft.now.fields.map(fieldOf).map((f) => ({ ...f, writable: audience === "agent" || f.write.includes("requester") }));
  const drafted: TicketType = { ...type, ...draft.now, fields, forms: used };
  const { title, impact, urgency, categoryId, teamId, assigneeId } = entered;
  const builtIn = { title, impact, urgency, ...(categoryId ? { categoryId } : {}), ...(teamId ? { teamId } : {}), ...(assigneeId ? { assigneeId } : {}) };
  const form = useFieldForm({ type: drafted, audience, entered: builtIn, fallback: [], draft: draft.version });
  const set = (part: Partial<BuiltIns>): void => setEntered({ ...entered, ...part });
  return (
    <div className="form-preview" {...(still ? { inert: true } : {})}>
      {!still && <p className="muted small">{draft.saving.kind === "saved" ? t("types.previewText") : t("types.previewWaits")}</p>}
      <FieldForm form={form} level={2} builtIn={(name) => <BuiltInControl name={name} type={drafted} audience={audience} values={entered} set={set} />} />
      {!still && <Button onClick={() => { if (form.check()) toast(t("types.formGood")); }}>{t("types.checkForm")}</Button>}
    </div>
  );
}
