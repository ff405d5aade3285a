import { useState } from "react";
import { usePeople } from "../../api/directory";
import type { PersonRef } from "../../api/types";
import { t } from "../../i18n";
import { Editable, Field, Icon, PersonName, Picker } from "../../ui";

const NOBODY = "";

/** Somebody found by name, or nobody. */
export function PersonField({ label, value, error, onChange }: { label: string; value: PersonRef | null; error?: string | undefined; onChange: (to: PersonRef | null) => void }) {
  const [text, setText] = useState("");
  const people = usePeople(text);
  const found = people.data?.items ?? [];
  const said = value?.name ?? t("ticket.nobody");
  return (
    <Field label={label} error={error}>
      {(wired) => (
        <Editable id={wired.id} describedBy={wired["aria-describedby"]} className="input picker-input" label={`${label}: ${said}`}
          picker={(anchor, close) => (
            <Picker anchor={anchor} label={label} chosen={value?.id ?? NOBODY} loading={people.isFetching} onSearch={setText} onClose={close}
              choices={[...found.map((p) => ({ id: p.id, label: p.name, view: <PersonName name={p.name} />, ...(p.email ? { hint: p.email } : {}) })), { id: NOBODY, label: t("ticket.nobody") }]}
              onChoose={(id) => onChange(found.find((p) => p.id === id) ?? null)} />
          )}>
          <span className={`truncate ${value ? "" : "muted"}`}>{said}</span><Icon name="down" />
        </Editable>
      )}
    </Field>
  );
}
