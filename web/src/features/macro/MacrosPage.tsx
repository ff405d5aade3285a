import { useState } from "react";
import type { CannedAnswer, Macro } from "../../api/types";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, EmptyState, ErrorState, IconButton, Skeleton, Table, Tabs } from "../../ui";
import { useManagedDesks } from "../task/managed";
import { AnswerEditor } from "./AnswerEditor";
import { useAnswers, useMacros } from "./data";
import { MacroEditor } from "./MacroEditor";
import "./macro.css";

type Tab = "macros" | "answers";

/** Macros and canned answers: those of one's desks to be read, those that one may tend to be changed. */
export function MacrosPage({ onRail }: { onRail: () => void }) {
  useTitle(t("macro.title"));
  const [tab, setTab] = useState<Tab>("macros");
  return (
    <section className="my-tasks" aria-labelledby="macros-title">
      <div className="page-head"><div className="row"><IconButton className="rail-button" icon="menu" label={t("rail.open")} onClick={onRail} /><h1 id="macros-title">{t("macro.title")}</h1></div></div>
      <Tabs label={t("macro.title")} value={tab} onChange={setTab} tabs={[{ id: "macros", label: t("macro.macros") }, { id: "answers", label: t("answer.title") }]}>
        {tab === "macros" ? <MacroTable /> : <AnswerTable />}
      </Tabs>
    </section>
  );
}

/** Whose it is, and whether one may change it. */
function useWhose() {
  const session = useSession();
  const managed = useManagedDesks();
  return {
    managed,
    name: (deskId: string | null): string => (deskId ? session.deskName(deskId) || (managed.find((d) => d.id === deskId)?.name ?? "") : t("macro.private")),
    mayEdit: (deskId: string | null): boolean => deskId === null || managed.some((d) => d.id === deskId),
  };
}

function MacroTable() {
  const whose = useWhose();
  const macros = useMacros();
  const [editing, setEditing] = useState<Macro | "new" | null>(null);
  return (
    <>
      <div className="row wrap macro-head"><p className="muted grow">{t("macro.text")}</p><Button kind="primary" icon="plus" onClick={() => setEditing("new")}>{t("macro.add")}</Button></div>
      {macros.error && !macros.data ? <ErrorState error={macros.error} retry={() => void macros.refetch()} /> : macros.isPending ? <Skeleton lines={4} gap={26} /> : !macros.data.length ? <EmptyState icon="list" title={t("macro.none")} text={t("macro.text")} /> : (
        <Table label={t("macro.macros")} rows={macros.data} rowKey={(m) => m.id} columns={[
          { id: "name", title: t("person.name"), cell: (m) => <><strong>{m.name}</strong>{!m.active && <span className="muted"> · {t("categories.off")}</span>}{m.description && <div className="muted small">{m.description}</div>}</> },
          { id: "whose", title: t("field.desk"), cell: (m) => whose.name(m.deskId) },
          { id: "says", title: t("macro.says"), cell: (m) => (m.say ? t(m.say === "reply" ? "composer.public" : "composer.internal") : "") },
          { id: "do", title: "", cell: (m) => whose.mayEdit(m.deskId) && <span className="row end"><Button small kind="quiet" onClick={() => setEditing(m)}>{t("action.edit")}</Button></span> },
        ]} />
      )}
      {editing && <MacroEditor macro={editing === "new" ? null : editing} desks={whose.managed} onClose={() => setEditing(null)} />}
    </>
  );
}

function AnswerTable() {
  const whose = useWhose();
  const answers = useAnswers();
  const [editing, setEditing] = useState<CannedAnswer | "new" | null>(null);
  return (
    <>
      <div className="row wrap macro-head"><p className="muted grow">{t("answer.text")}</p><Button kind="primary" icon="plus" onClick={() => setEditing("new")}>{t("answer.add")}</Button></div>
      {answers.error && !answers.data ? <ErrorState error={answers.error} retry={() => void answers.refetch()} /> : answers.isPending ? <Skeleton lines={4} gap={26} /> : !answers.data.length ? <EmptyState icon="quote" title={t("answer.none")} text={t("answer.text")} /> : (
        <Table label={t("answer.title")} rows={answers.data} rowKey={(a) => a.id} columns={[
          { id: "name", title: t("person.name"), cell: (a) => <strong>{a.name}</strong> },
          { id: "shortcut", title: t("answer.shortcut"), cell: (a) => <code>/{a.shortcut}</code> },
          { id: "whose", title: t("field.desk"), cell: (a) => whose.name(a.deskId) },
          { id: "do", title: "", cell: (a) => whose.mayEdit(a.deskId) && <span className="row end"><Button small kind="quiet" onClick={() => setEditing(a)}>{t("action.edit")}</Button></span> },
        ]} />
      )}
      {editing && <AnswerEditor answer={editing === "new" ? null : editing} desks={whose.managed} onClose={() => setEditing(null)} />}
    </>
  );
}
