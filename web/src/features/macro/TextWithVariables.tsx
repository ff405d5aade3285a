import { t } from "../../i18n";
import { Field } from "../../ui";
import { RichText } from "../../ui/richtext/RichText";

/** As the server knows them; see docs/api.md. */
const VARIABLES = ["ticket.number", "ticket.title", "ticket.type", "ticket.status", "ticket.priority", "requester.name", "requester.firstName", "requester.email", "agent.name", "agent.firstName", "agent.email", "team.name", "desk.name"];

/** A text in which places are filled in for each ticket. */
export function TextWithVariables({ label, value, error, fieldKeys, onChange }: { label: string; value: string; error: string | undefined; fieldKeys: string[]; onChange: (html: string) => void }) {
  return (
    <>
      <Field label={label} error={error}>{(wired) => <RichText label={label} value={value} onChange={onChange} boxed {...wired} />}</Field>
      <details className="macro-vars"><summary>{t("macro.variables")}</summary><p>{[...VARIABLES, ...fieldKeys.map((k) => `fields.${k}`)].map((v) => <code key={v}>{`{{${v}}}`}</code>)}</p></details>
    </>
  );
}
