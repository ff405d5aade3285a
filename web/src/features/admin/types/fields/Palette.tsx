import { useState } from "react";
import type { FieldKind } from "../../../../api/types";
import { FIELD_KINDS, KIND_GROUPS, kindGroupLabel } from "../../../../fields";
import { t } from "../../../../i18n";
import { Icon } from "../../../../ui";

const KINDS = Object.keys(FIELD_KINDS) as FieldKind[];
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Every kind of field there is, in groups; pressing one makes a field of it. */
export function Palette({ onAdd }: { onAdd: (kind: FieldKind) => void }) {
  const [text, setText] = useState("");
  const found = KINDS.filter((k) => plain(`${t(FIELD_KINDS[k].label)} ${k}`).includes(plain(text.trim())));
  return (
    <aside className="palette-list" aria-label={t("types.palette")}>
      <input className="input" type="search" aria-label={t("types.findKind")} placeholder={t("types.findKind")} value={text} onChange={(e) => setText(e.target.value)} />
      {KIND_GROUPS.map((group) => {
        const kinds = found.filter((k) => FIELD_KINDS[k].group === group);
        return kinds.length > 0 && (
          <section key={group}>
            <h2>{t(kindGroupLabel(group))}</h2>
            {kinds.map((k) => <button key={k} type="button" className="option" aria-label={t("types.addKind", { kind: t(FIELD_KINDS[k].label) })} onClick={() => onAdd(k)}><Icon name={FIELD_KINDS[k].icon} /><span className="truncate">{t(FIELD_KINDS[k].label)}</span><span className="end"><Icon name="plus" /></span></button>)}
          </section>
        );
      })}
      {!found.length && <p className="muted">{t("picker.nothing")}</p>}
    </aside>
  );
}
