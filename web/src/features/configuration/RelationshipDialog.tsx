import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../api/client";
import { useSettled } from "../../api/directory";
import { useCreationKey } from "../../api/idempotency";
import type { Ci, Named, Page, RelationKind } from "../../api/types";
import { useSave } from "../../app/useSave";
import { t } from "../../i18n";
import { Button, Dialog, Editable, Field, FormError, Icon, Picker, SelectField } from "../../ui";
import { KINDS } from "./data";

interface Way { kind: RelationKind; outward: boolean }
/** Both directions, but the one kind that reads the same from both ends. */
const WAYS: Way[] = KINDS.flatMap((kind): Way[] => (kind === "connected_to" ? [{ kind, outward: true }] : [{ kind, outward: true }, { kind, outward: false }]));

export function RelationshipDialog({ ci, onClose, onAdded }: { ci: Ci; onClose: () => void; onAdded: () => void }) {
  const key = useCreationKey();
  const { error, busy, wrong, run } = useSave();
  const [way, setWay] = useState(0);
  const [other, setOther] = useState<Named | null>(null);
  const [typed, setTyped] = useState("");
  const text = useSettled(typed.trim(), 150);
  const found = useQuery({ queryKey: ["register", "/cis", "relate", text], queryFn: ({ signal }) => api<Page<Ci>>("/cis", { query: { search: text, limit: 20 }, signal }), placeholderData: (before) => before });
  const rows = (found.data?.items ?? []).filter((x) => x.id !== ci.id);
  const save = (e: FormEvent): void => {
    e.preventDefault();
    void run(async () => {
      const body = { ...WAYS[way], ciId: other?.id ?? null };
      await api(`/cis/${ci.id}/relationships`, { body, key: key.for(body) });
      onAdded();
      onClose();
    });
  };
  return (
    <Dialog title={t("ci.relate", { name: ci.name })} onClose={onClose}>
      <form onSubmit={save}>
        <FormError error={error} />
        <SelectField label={t("ci.kind")} value={way} error={wrong("kind")} onChange={(e) => setWay(Number(e.target.value))}>
          {WAYS.map((w, i) => <option key={i} value={i}>{t(`ci.${w.outward ? "relation" : "reverse"}.${w.kind}`)}</option>)}
        </SelectField>
        <Field label={t("ci.other")} error={wrong("ciId")}>
          {(wired) => (
            <Editable id={wired.id} describedBy={wired["aria-describedby"]} className="input picker-input" label={`${t("ci.other")}: ${other?.name ?? t("ticket.none")}`}
              picker={(anchor, close) => <Picker anchor={anchor} label={t("ci.search")} loading={found.isFetching} onSearch={setTyped} onClose={close} choices={rows.map((x) => ({ id: x.id, label: x.name, hint: x.className }))} onChoose={(id) => setOther(rows.find((x) => x.id === id) ?? null)} />}>
              <span className={`truncate ${other ? "" : "muted"}`}>{other?.name ?? t("ticket.none")}</span><Icon name="down" />
            </Editable>
          )}
        </Field>
        <div className="dialog-foot"><Button onClick={onClose}>{t("action.cancel")}</Button><Button type="submit" kind="primary" disabled={busy}>{t("action.add")}</Button></div>
      </form>
    </Dialog>
  );
}
